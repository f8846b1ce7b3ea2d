extension LatencySketch {
  /// From the first bucket in use to past the last; `nil` of nothing.
  package var bucketRange: Range<Int>? { count == 0 ? nil : firstIndex..<firstIndex + counts.count }

  /// How many values a bucket holds.
  package func count(inBucket index: Int) -> Int {
    counts.indices.contains(index - firstIndex) ? Int(counts[index - firstIndex]) : 0
  }

  /// The smallest and the largest value of a bucket, nanoseconds.
  package static func edges(ofBucket index: Int) -> (lowest: Int64, highest: Int64) {
    (BucketLayout.lowest(of: index << 5), BucketLayout.highest(of: index << 5 | 31))
  }

  /// A histogram of the buckets' middles: no more exact than the sketch.
  package var histogram: Histogram {
    var histogram = Histogram()
    for index in bucketRange ?? 0..<0 {
      histogram.record(Self.middle(of: index), count: Int64(count(inBucket: index)))
    }
    return histogram
  }
}
