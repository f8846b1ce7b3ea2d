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

extension Effect {
  /// The mean of `second - first` over pairs in the order in which they were made. Where the differences swing slowly, more than
  /// chance alone would show in one of ten series, their slow variance stands for all. `nil` unless there are two.
  package static func inOrder(_ first: [Double], _ second: [Double]) -> (effect: Effect, swings: Bool)? {
    guard let plain = paired(first, second) else { return nil }
    let differences = zip(first, second).map { $1 - $0 }
    let own = plain.standardError * plain.standardError * Double(differences.count)
    guard let slow = SlowVariance(differences), own > 0,
      Dispersion(ratio: slow.variance / own, blocks: slow.cosines + 1).inflation > 1
    else { return (plain, false) }
    let error = (slow.variance / Double(differences.count)).squareRoot()
    return (
      Effect(estimate: plain.estimate, standardError: error, degrees: Double(slow.cosines)), true
    )
  }
}
