/// One occupied bucket.
package struct HistogramBucket: Sendable, Hashable {
  /// Position in the layout.
  package var index: Int
  /// How many values it holds.
  package var count: Int64

  /// The smallest value that it may hold, nanoseconds.
  package var lowest: Int64 { BucketLayout.lowest(of: index) }
  /// The largest value that it may hold, nanoseconds.
  package var highest: Int64 { BucketLayout.highest(of: index) }
  /// Its middle, nanoseconds.
  package var middle: Int64 { (lowest + highest) / 2 }
}

extension Histogram {
  /// The occupied buckets, in ascending order.
  package var buckets: some Sequence<HistogramBucket> {
    counts.lazy.enumerated().filter { $0.element > 0 }
      .map { [firstIndex] in HistogramBucket(index: firstIndex + $0.offset, count: $0.element) }
  }

  /// How many values are at most `value`, up to the precision of its bucket.
  package func count(atOrBelow value: Int64) -> Int64 {
    if value >= max { return count }
    if value < min { return 0 }
    let end = BucketLayout.index(of: value) - firstIndex
    return counts[..<Swift.min(end + 1, counts.count)].reduce(0, +)
  }

  /// Sample standard deviation in nanoseconds from the buckets' middles; `nil` below two values.
  package var standardDeviation: Double? {
    guard count > 1, let mean else { return nil }
    let squares = buckets.reduce(0.0) {
      let distance = Double($1.middle) - mean
      return $0 + distance * distance * Double($1.count)
    }
    return (squares / Double(count - 1)).squareRoot()
  }
}
