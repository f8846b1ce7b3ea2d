extension LatencySketch {
  /// From the first bucket in use to past the last; `nil` of nothing.
  package var bucketRange: Range<Int>? { count == 0 ? nil : firstIndex..<firstIndex + counts.count }

  /// How many values a bucket holds.
  package func count(inBucket index: Int) -> Int {
    counts.indices.contains(index - firstIndex) ? Int(counts[index - firstIndex]) : 0
  }

  /// How many values lie at or below one, up to the precision of its bucket.
  package func count(atOrBelow value: Int64) -> Int {
    let end = Self.index(of: value) - firstIndex + 1
    return counts.prefix(max(0, end)).reduce(0) { $0 + Int($1) }
  }

  /// The smallest and the largest value of a bucket, nanoseconds.
  package static func edges(ofBucket index: Int) -> (lowest: Int64, highest: Int64) {
    (BucketLayout.lowest(of: index << 5), BucketLayout.highest(of: index << 5 | 31))
  }
}
