extension PairedOutcomes {
  /// Second side's success rate less the first's.
  package var difference: Double { pairs == 0 ? 0 : Double(onlySecond - onlyFirst) / Double(pairs) }

  /// Score interval of the difference between paired success rates (T. Tango, Stat. Med. 17, 1998).
  /// With a `dispersion` above 1 the pairs count for as much less. `nil` without a pair.
  package func tango(confidence: Double = 0.95, dispersion: Double = 1) -> Interval? {
    guard pairs > 0 else { return nil }
    let limit = NormalDistribution.quantile(0.5 + confidence / 2)
    let score = TangoScore(self, dispersion)
    return Interval(
      low: root(of: { score($0) - limit }, from: -1, to: difference),
      high: root(of: { score($0) + limit }, from: difference, to: 1))
  }

  /// The zero of a falling function, by bisection.
  private func root(of function: (Double) -> Double, from low: Double, to high: Double) -> Double {
    var (low, high) = (low, high)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if function(middle) > 0 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}

/// How far the observed difference lies from a supposed one, in standard errors under the supposition.
private struct TangoScore {
  private let n: Double
  private let gained: Double
  private let lost: Double

  init(_ outcomes: PairedOutcomes, _ dispersion: Double) {
    n = Double(outcomes.pairs) / dispersion
    gained = Double(outcomes.onlySecond) / dispersion
    lost = Double(outcomes.onlyFirst) / dispersion
  }

  func callAsFunction(_ difference: Double) -> Double {
    // The probability of a loss that is likeliest under the supposition solves a x^2 + b x + c = 0.
    let a = 2 * n
    let b = -gained - lost + (2 * n - gained + lost) * difference
    let c = -lost * difference * (1 - difference)
    let loss = (max(0, b * b - 4 * a * c).squareRoot() - b) / (2 * a)
    let variance = n * (2 * loss + difference * (1 - difference))
    let distance = gained - lost - n * difference
    if variance <= 0 { return distance == 0 ? 0 : (distance > 0 ? .infinity : -.infinity) }
    return distance / variance.squareRoot()
  }
}
