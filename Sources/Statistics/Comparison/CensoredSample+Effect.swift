extension CensoredSample {
  /// All of several samples.
  package init(joining samples: [CensoredSample]) {
    self.init(observed: Histogram())
    for sample in samples {
      observed.merge(sample.observed)
      censored.merge(sample.censored)
    }
  }

  /// ln of a quantile with its standard error, from the width of the order statistics' interval; `nil` when the sample
  /// cannot carry the quantile, or it lies beyond what was cut.
  package func logarithm(_ q: Double) -> Effect? {
    guard carries(q), let value = quantile(q)?.high, value > 0, value.isFinite else { return nil }
    let interval = quantileInterval(q)
    guard interval.low > 0 else { return nil }
    // Where the upper end lies beyond the cuts, the lower half speaks for both.
    let half =
      interval.high.isFinite
      ? NaturalLogarithm.of(interval.high / interval.low) / 2 : NaturalLogarithm.of(value / interval.low)
    return Effect(
      estimate: NaturalLogarithm.of(value), standardError: half / NormalDistribution.quantile(0.975))
  }

  /// Points (nanoseconds, share that is known not to be longer) for a chart, at most about `limit`, first and last
  /// included. What was cut counts as longer, so that the last share is less than 1 when something was.
  package func curve(limit: Int) -> [(value: Int64, share: Double)] {
    let buckets = Array(observed.buckets)
    let stride = max(1, (buckets.count + limit - 1) / limit)
    var (below, points): (Int64, [(value: Int64, share: Double)]) = (0, [])
    for (position, bucket) in buckets.enumerated() {
      below += bucket.count
      guard position.isMultiple(of: stride) || position == buckets.count - 1 else { continue }
      let value = min(max(BucketLayout.highest(of: bucket.index), observed.min), observed.max)
      points.append((value, Double(below) / Double(count)))
    }
    return points
  }
}
