/// How two histograms differ as a whole.
package enum EffectSize {
  /// The probability that a value of the second is larger than one of the first, ties counted half (A12: A. Vargha and
  /// H. D. Delaney, 2000), in one pass over the buckets; values that were cut are beyond all others. `nil` when a side
  /// has nothing.
  package static func superiority(of second: CensoredSample, over first: CensoredSample) -> Double? {
    guard first.count > 0, second.count > 0 else { return nil }
    var (below, sum) = (0.0, 0.0)
    for step in Merged(first.observed, second.observed) {
      sum += step.second * (below + step.first / 2)
      below += step.first
    }
    sum += Double(second.censored.count) * (below + Double(first.censored.count) / 2)
    return sum / (Double(first.count) * Double(second.count))
  }

  /// The mean distance between equal ranks, nanoseconds (Wasserstein's distance of order 1): "how many ms";
  /// `nil` when a side has nothing.
  package static func wasserstein(_ first: Histogram, _ second: Histogram) -> Double? {
    guard first.count > 0, second.count > 0 else { return nil }
    var (p, q, sum) = (0.0, 0.0, 0.0)
    var last: Int64?
    for step in Merged(first, second) {
      if let last { sum += abs(p - q) * Double(step.value - last) }
      p += step.first / Double(first.count)
      q += step.second / Double(second.count)
      last = step.value
    }
    return sum
  }

  /// Half the width of the band that holds the whole distribution function with the given confidence
  /// (Dvoretzky, Kiefer, Wolfowitz 1956; Massart's constant 1990).
  package static func bandHalfWidth(count: Int, confidence: Double = 0.95) -> Double {
    count == 0 ? 1 : min(1, (NaturalLogarithm.of(2 / (1 - confidence)) / (2 * Double(count))).squareRoot())
  }

  /// The occupied buckets of two histograms side by side.
  private struct Merged: Sequence, IteratorProtocol {
    private let left: [HistogramBucket]
    private let right: [HistogramBucket]
    private var (i, j) = (0, 0)

    init(_ first: Histogram, _ second: Histogram) {
      left = Array(first.buckets)
      right = Array(second.buckets)
    }

    mutating func next() -> (value: Int64, first: Double, second: Double)? {
      let (a, b) = (i < left.count ? left[i] : nil, j < right.count ? right[j] : nil)
      guard let index = [a?.index, b?.index].compactMap(\.self).min() else { return nil }
      let bucket = a?.index == index ? a : b
      let first = a?.index == index ? a?.count ?? 0 : 0
      let second = b?.index == index ? b?.count ?? 0 : 0
      if first > 0 { i += 1 }
      if second > 0 { j += 1 }
      return (bucket?.middle ?? 0, Double(first), Double(second))
    }
  }
}
