/// A distribution of latencies of which some were cut short: those are longer than where they were cut. Kaplan and
/// Meier's estimator (1958) on the buckets; without cuts it is the plain distribution.
package struct LatencyDistribution: Sendable {
  private struct Step {
    var lowest: Int64
    var highest: Int64
    /// The share of latencies that are not longer.
    var share: Double
  }

  /// Latencies, cut or not.
  package let count: Int
  /// The longest limit at which one was cut; 0 when none was.
  package let longestCut: Int64
  private var steps: [Step] = []

  /// A distribution of whole latencies, and of those that were cut.
  package init(_ observed: Histogram, cut: Histogram = Histogram()) {
    count = Int(observed.count + cut.count)
    longestCut = cut.max
    let cuts = Array(cut.buckets)
    var (next, atRisk, longer) = (0, Double(count), 1.0)
    for bucket in observed.buckets {
      // A latency cut in the same bucket is longer than the ones that ended there.
      while next < cuts.count, cuts[next].index < bucket.index {
        atRisk -= Double(cuts[next].count)
        next += 1
      }
      longer *= 1 - Double(bucket.count) / atRisk
      atRisk -= Double(bucket.count)
      steps.append(
        Step(
          lowest: max(bucket.lowest, observed.min), highest: min(bucket.highest, observed.max),
          share: 1 - longer))
    }
  }

  /// The latency that the share `q` does not exceed; `nil` when it lies beyond the cuts, or of nothing.
  package func quantile(_ q: Double) -> Int64? { step(q)?.highest }

  /// Whether the sample is large enough for the quantile to have bounds on both sides, cut or not.
  package func carries(_ q: Double) -> Bool {
    let ranks = QuantileInterval(q, count: count)
    return ranks.lowRank != nil && ranks.highRank != nil
  }

  /// Distribution-free interval of a quantile by order statistics, on the buckets' outer edges; an end is `nil` when
  /// the sample has no bound there, or when it lies beyond the cuts.
  package func interval(_ q: Double, confidence: Double = 0.95) -> (low: Int64?, high: Int64?) {
    let ranks = QuantileInterval(q, count: count, confidence: confidence)
    func share(_ rank: Int) -> Double { Double(rank) / Double(count) }
    return (
      ranks.lowRank.flatMap { step(share($0))?.lowest }, ranks.highRank.flatMap { step(share($0))?.highest }
    )
  }

  /// ln of a quantile with its standard error, from the interval's width; `nil` when the sample cannot carry it or it
  /// lies beyond the cuts.
  package func logarithm(_ q: Double) -> Effect? {
    let interval = interval(q)
    guard carries(q), let value = quantile(q), value > 0, let low = interval.low, low > 0 else { return nil }
    func distance(_ a: Int64, _ b: Int64) -> Double { NaturalLogarithm.of(Double(b) / Double(a)) }
    // Where the upper end lies beyond the cuts, the lower half speaks for both.
    let half = interval.high.map { distance(low, $0) / 2 } ?? distance(low, value)
    return Effect(
      estimate: NaturalLogarithm.of(Double(value)), standardError: half / NormalDistribution.quantile(0.975))
  }

  /// Points (nanoseconds, share) for a chart, at most about `limit`, first and last included.
  package func curve(limit: Int) -> [(value: Int64, share: Double)] {
    let stride = max(1, (steps.count + limit - 1) / limit)
    return steps.indices.filter { $0.isMultiple(of: stride) || $0 == steps.count - 1 }
      .map { (steps[$0].highest, steps[$0].share) }
  }

  /// The first step that reaches a share.
  private func step(_ q: Double) -> Step? {
    // Products of shares carry rounding errors far below one value of 10^9.
    let wanted = min(max(q, 0), 1) - 1e-10
    var (low, high) = (0, steps.count)
    while low < high {
      let middle = (low + high) / 2
      if steps[middle].share >= wanted { high = middle } else { low = middle + 1 }
    }
    return low < steps.count ? steps[low] : nil
  }
}
