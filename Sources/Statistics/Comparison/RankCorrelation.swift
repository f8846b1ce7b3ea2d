import Glibc

/// Spearman's rank correlation of two series over the same slices of time, with its uncertainty. Neighbouring slices
/// resemble each other, so that they count as fewer (Bartlett): two rising lines are no two hundred independent points.
package struct RankCorrelation: Sendable, Hashable {
  /// From -1 to 1.
  package let value: Double
  /// Pairs.
  package let count: Int
  /// What they count as.
  package let effective: Double

  /// Of values at the same instants, as many of each; `nil` of fewer than four, or where one does not change.
  package init?(_ left: [Double], _ right: [Double]) {
    guard left.count == right.count, left.count >= 4 else { return nil }
    let (first, second) = (Self.centred(Self.ranks(left)), Self.centred(Self.ranks(right)))
    let scale = (Self.product(first, first) * Self.product(second, second)).squareRoot()
    guard scale > 0 else { return nil }
    count = left.count
    value = min(1, max(-1, Self.product(first, second) / scale))
    effective = Self.effective(first, second)
  }

  /// Fisher's interval with the variance of ranks (Fieller, Hartley and Pearson: 1.06/(n - 3)); `nil` when so few
  /// independent slices carry none.
  package func interval(confidence: Double) -> Interval? {
    guard effective >= Self.least else { return nil }
    let z = NormalDistribution.quantile(0.5 + confidence / 2)
    let half = z * (1.06 / (effective - 3)).squareRoot()
    let centre = atanh(min(0.9999, max(-0.9999, value)))
    return Interval(low: tanh(centre - half), high: tanh(centre + half))
  }

  /// Fewer independent slices carry no interval.
  package static let least = 6.0

  /// Ranks from 1; equal values share the mean of theirs.
  package static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for place in start..<end { ranks[order[place]] = Double(start + end + 1) / 2 }
      start = end
    }
    return ranks
  }

  private static func centred(_ values: [Double]) -> [Double] {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.map { $0 - mean }
  }

  private static func product(_ left: some Sequence<Double>, _ right: some Sequence<Double>) -> Double {
    zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// n / (1 + 2 sum of the products of both autocorrelations), each taken up to where chance may have made it.
  private static func effective(_ left: [Double], _ right: [Double]) -> Double {
    let count = Double(left.count)
    var sum = 0.0
    for lag in 1...max(1, left.count / 3) {
      let (own, other) = (memory(left, lag), memory(right, lag))
      guard own > 0, other > 0 else { break }
      sum += own * other * (1 - Double(lag) / count)
    }
    return count / (1 + 2 * sum)
  }

  /// The autocorrelation at a lag; what a series lost by being short and centred (about 1/n) is given back.
  private static func memory(_ values: [Double], _ lag: Int) -> Double {
    product(values, values.dropFirst(lag)) / product(values, values) + 1 / Double(values.count)
  }
}
