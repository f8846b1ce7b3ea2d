/// Something else that was measured in both parts of each pair, whose difference is meant to be nothing: what the surroundings did. Where the
/// figure follows it (least squares), that part of the figure's noise is no noise of the figure.
package struct PairCovariate: Sendable {
  /// Second less first; nothing where it is not known.
  private let values: [Double]
  private let mean: Double
  /// The sum of the squares of their distances from their mean.
  private let squares: Double

  /// Fewer pairs that know it tell no slope.
  package static let leastPairs = 8

  /// `nil` where it is of no use: too few pairs know it, it never differs, or it differs between the sides by more than chance would have it
  /// in one of twenty series. It then belongs to what is compared.
  package init?(_ known: [Double?]) {
    let own = known.compactMap(\.self)
    guard own.count >= Self.leastPairs, let effect = Effect.mean(own), effect.pValue() >= 0.05 else {
      return nil
    }
    let values = known.map { $0 ?? 0 }
    let mean = values.reduce(0, +) / Double(values.count)
    squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    (self.values, self.mean) = (values, mean)
    guard squares > 0 else { return nil }
  }

  var count: Int { values.count }

  /// What of the differences does not follow it.
  func rest(of differences: [Double]) -> [Double] {
    let slope = zip(values, differences).reduce(0) { $0 + ($1.0 - mean) * $1.1 } / squares
    return zip(values, differences).map { $1 - slope * $0 }
  }

  /// The mean of the rest, with what the slope's own error adds; one degree of freedom less.
  func allowed(_ effect: Effect) -> Effect {
    let count = Double(values.count)
    var allowed = effect
    allowed.standardError *= ((count - 1) / (count - 2) * (1 + count * mean * mean / squares)).squareRoot()
    allowed.degrees = max(1, min(effect.degrees, count - 2))
    return allowed
  }
}
