import Glibc

/// The variance of a series' mean when neighbours may resemble each other, from how the series swings slowly: its
/// projections on the first cosines (E. Lazarus, D. Lewis, J. Stock, M. Watson, HAR Inference, J. Bus. Econ. Stat. 36, 2018).
/// What swings slower than the series is long no variance of its own shows.
struct SlowVariance {
  /// Of one value, as it counts for the mean; divide by the number of values.
  let variance: Double
  /// Cosines: degrees of freedom.
  let cosines: Int

  /// `nil` with fewer than three cosines, a seventh of the values.
  init?(_ values: [Double]) {
    cosines = values.count / 7
    guard cosines >= 3 else { return nil }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = (1...cosines).map { frequency -> Double in
      let sum = values.enumerated().reduce(0.0) { sum, value in
        sum + (value.element - mean) * cos(.pi * Double(frequency) * (Double(value.offset) + 0.5) / count)
      }
      return 2 / count * sum * sum
    }
    variance = squares.reduce(0, +) / Double(cosines)
  }
}
