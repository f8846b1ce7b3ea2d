import Glibc

extension SeededGenerator {
  /// Uniform in `low...high`.
  package mutating func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * nextUnit() }

  /// Exponential with the given mean.
  package mutating func exponential(mean: Double) -> Double { -mean * log(1 - nextUnit()) }

  /// Normal, by the Box-Muller transform.
  package mutating func normal(mean: Double = 0, standardDeviation: Double = 1) -> Double {
    let radius = (-2 * log(1 - nextUnit())).squareRoot()
    return mean + standardDeviation * radius * cos(2 * .pi * nextUnit())
  }

  /// Log-normal: `median` times e to a normal of spread `sigma`.
  package mutating func logNormal(median: Double, sigma: Double) -> Double { median * exp(sigma * normal()) }

  /// A value as likely as the histogram says, nanoseconds; 0 of nothing.
  package mutating func draw(from histogram: Histogram) -> Int64 {
    guard histogram.count > 0 else { return 0 }
    let rank = 1 + Int64(next() % UInt64(histogram.count))
    guard let (lowest, highest) = histogram.edges(atRank: rank) else { return 0 }
    return lowest + Int64(nextUnit() * Double(highest - lowest + 1))
  }

  /// An index as likely as its weight; `nil` when no weight is positive.
  package mutating func weightedIndex(_ weights: [Double]) -> Int? {
    let total = weights.reduce(0) { $0 + max($1, 0) }
    guard total > 0 else { return nil }
    var rest = nextUnit() * total
    for (index, weight) in weights.enumerated() where weight > 0 {
      if rest < weight { return index }
      rest -= weight
    }
    return weights.lastIndex { $0 > 0 }
  }
}
