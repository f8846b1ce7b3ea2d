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

  /// Gamma of a shape more than 0, with the given mean; by Marsaglia and Tsang (ACM TOMS 26, 2000).
  package mutating func gamma(shape: Double, mean: Double) -> Double {
    // A shape below 1 is one more, times a power of a uniform number.
    let boost = shape < 1 ? pow(1 - nextUnit(), 1 / shape) : 1
    let d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3
    while true {
      let x = normal()
      let v = 1 + x / (9 * d).squareRoot()
      guard v > 0 else { continue }
      let cube = v * v * v
      if log(1 - nextUnit()) < x * x / 2 + d * (1 - cube + log(cube)) {
        return boost * d * cube * mean / shape
      }
    }
  }

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
