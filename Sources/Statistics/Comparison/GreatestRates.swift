/// Which of several rates cannot be told from the greatest, by how far counts vary by chance. Pure.
package struct GreatestRates: Sendable, Equatable {
  /// What was counted, and for how long.
  package struct Count: Sendable {
    package var count: Double
    package var seconds: Double

    package init(_ count: Double, in seconds: Double) { (self.count, self.seconds) = (count, seconds) }

    var rate: Double { seconds > 0 ? count / seconds : 0 }
  }

  /// The rate of each group.
  package let rates: [Double]
  /// Which is the greatest; `nil` of nothing.
  package let greatest: Int?
  /// Those that may be as great, ascending, the greatest among them.
  package let alike: [Int]

  /// Of groups of counts, one group a level. Where levels were counted several times, what lies between their counts says
  /// how far chance goes; else counts vary as those of independent events do.
  ///
  /// - Parameter alpha: how often a rate may be called less that is not, over all of them (C. E. Bonferroni, 1936).
  package init(_ groups: [[Count]], alpha: Double = 0.05) {
    let rates = groups.map(Self.rate)
    self.rates = rates
    greatest = rates.indices.max { (rates[$0], $1) < (rates[$1], $0) }
    guard let greatest else {
      alike = []
      return
    }
    // Which is the greatest was not known before: each is compared with each.
    let noise = Noise(groups, alpha: alpha / Double(max(1, groups.count * (groups.count - 1) / 2)))
    let variances = zip(groups, rates).map(noise.variance)
    alike = rates.indices.filter {
      $0 == greatest
        || rates[greatest] - rates[$0]
          <= noise.limit * (variances[greatest] + variances[$0]).squareRoot()
    }
  }

  private static func rate(_ group: [Count]) -> Double {
    let seconds = group.reduce(0) { $0 + $1.seconds }
    return seconds > 0 ? group.reduce(0) { $0 + $1.count } / seconds : 0
  }

  /// How far rates lie apart by chance.
  private struct Noise {
    /// The variance of a count, as a multiple of its mean.
    var dispersion = 1.0
    /// How many standard errors are chance.
    let limit: Double

    /// Fewer repetitions than these say too little.
    private static let leastDegrees = 3

    init(_ groups: [[Count]], alpha: Double) {
      var (squares, degrees) = (0.0, 0)
      for group in groups where group.count > 1 {
        let mean = GreatestRates.rate(group)
        guard mean > 0 else { continue }
        squares += group.reduce(0) { $0 + ($1.rate - mean) * ($1.rate - mean) * $1.seconds / mean }
        degrees += group.count - 1
      }
      guard degrees >= Self.leastDegrees else {
        limit = NormalDistribution.quantile(1 - alpha / 2)
        return
      }
      dispersion = squares / Double(degrees)
      limit = StudentDistribution(degrees: Double(degrees)).quantile(1 - alpha / 2)
    }

    /// The variance of a group's rate. Of nothing that was counted it is that of one.
    func variance(_ group: [Count], _ rate: Double) -> Double {
      let seconds = group.reduce(0) { $0 + $1.seconds }
      return seconds > 0 ? dispersion * max(rate, 1 / seconds) / seconds : .infinity
    }
  }
}
