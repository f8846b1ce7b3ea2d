/// The run is the unit: each value is one run's figure, mostly the logarithm of a quantile.
///
/// The bootstrap of runs would resample these values; for their mean it has a closed form, the standard error, and
/// Student's quantile adds what few runs require. Measured (normal noise, nominal 95 %): the percentile bootstrap
/// covers 84 % with five pairs and 87 % with seven, Student's interval 95 %.
extension Effect {
  /// Mean of `second - first` over pairs; `nil` unless there are two.
  package static func paired(_ first: [Double], _ second: [Double]) -> Effect? {
    first.count == second.count ? mean(zip(first, second).map { $1 - $0 }) : nil
  }

  /// Of values; `nil` unless there are two.
  package static func mean(_ values: [Double]) -> Effect? {
    guard values.count > 1 else { return nil }
    let spread = Spread(values)
    return Effect(
      estimate: spread.mean, standardError: (spread.variance / spread.count).squareRoot(),
      degrees: spread.count - 1)
  }

  /// mean(second) - mean(first) of independent runs. With two runs or more a side by B. L. Welch (1947); when one
  /// side has a single run, the other's variance stands for both. `nil` for one run a side.
  package static func unpaired(_ first: [Double], _ second: [Double]) -> Effect? {
    guard !first.isEmpty, !second.isEmpty, first.count + second.count > 2 else { return nil }
    let (a, b) = (Spread(first), Spread(second))
    if a.count > 1, b.count > 1 { return welch(a, b) }
    let variance = a.count > 1 ? a.variance : b.variance
    return Effect(
      estimate: b.mean - a.mean, standardError: (variance * (1 / a.count + 1 / b.count)).squareRoot(),
      degrees: a.count + b.count - 2)
  }

  private static func welch(_ a: Spread, _ b: Spread) -> Effect {
    let (first, second) = (a.variance / a.count, b.variance / b.count)
    let squared = first + second
    let degrees =
      squared * squared / (first * first / (a.count - 1) + second * second / (b.count - 1))
    return Effect(
      estimate: b.mean - a.mean, standardError: squared.squareRoot(),
      degrees: squared > 0 ? degrees : a.count + b.count - 2)
  }

  private struct Spread {
    var count: Double
    var mean: Double
    /// Of the sample; 0 of one value.
    var variance: Double

    init(_ values: [Double]) {
      count = Double(values.count)
      let mean = values.reduce(0, +) / count
      self.mean = mean
      variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / max(1, count - 1)
    }
  }
}
