/// Distribution-free interval of a quantile by order statistics: the ranks between which the quantile lies with
/// the wanted confidence, whatever the distribution (binomial ranks; see Nyblom, 1992).
package struct QuantileInterval: Sendable, Hashable {
  /// The rank of the lower end (1 is the smallest value); `nil` when the sample has no lower bound.
  package var lowRank: Int?
  /// The rank of the upper end; `nil` when the sample has no upper bound.
  package var highRank: Int?

  /// Ranks for the quantile `q` of a sample of `count` values.
  package init(_ q: Double, count: Int, confidence: Double = 0.95) {
    let tail = (1 - confidence) / 2
    guard count > 0 else { return }
    // Largest l with P(B < l) <= tail, smallest u with P(B >= u) <= tail, B binomial(count, q).
    let low = Self.firstRank(in: 1...count) {
      BetaFunction.binomialCumulative($0 - 1, trials: count, probability: q) > tail
    }
    lowRank = low.map { $0 - 1 } ?? count
    if lowRank == 0 { lowRank = nil }
    highRank = Self.firstRank(in: 1...count) {
      BetaFunction.binomialCumulative($0 - 1, trials: count, probability: q) >= 1 - tail
    }
  }

  /// The smallest sample for which the quantile has both bounds; p99 needs 368 at 95 %.
  package static func minimumCount(_ q: Double, confidence: Double = 0.95) -> Int {
    var (low, high) = (1, 2)
    func isBounded(_ n: Int) -> Bool {
      let interval = QuantileInterval(q, count: n, confidence: confidence)
      return interval.lowRank != nil && interval.highRank != nil
    }
    while !isBounded(high) { (low, high) = (high, high * 2) }
    while high - low > 1 {
      let middle = (low + high) / 2
      if isBounded(middle) { high = middle } else { low = middle }
    }
    return high
  }

  /// The first rank that fulfils a condition which stays true once it is.
  private static func firstRank(in ranks: ClosedRange<Int>, where condition: (Int) -> Bool) -> Int? {
    guard condition(ranks.upperBound) else { return nil }
    var (low, high) = (ranks.lowerBound, ranks.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if condition(middle) { high = middle } else { low = middle + 1 }
    }
    return high
  }
}

extension Histogram {
  /// Interval of a quantile in nanoseconds, widened to the outer edges of the buckets; an end is `nil` when
  /// the sample cannot carry it.
  package func quantileInterval(_ q: Double, confidence: Double = 0.95) -> (low: Int64?, high: Int64?) {
    let ranks = QuantileInterval(q, count: Int(count), confidence: confidence)
    return (
      ranks.lowRank.flatMap { edges(atRank: Int64($0))?.lowest },
      ranks.highRank.flatMap { edges(atRank: Int64($0))?.highest }
    )
  }

  /// Whether the sample is large enough for the quantile to have a finite interval on both sides.
  package func carries(_ q: Double, confidence: Double = 0.95) -> Bool {
    guard count > 0 else { return false }
    let ranks = QuantileInterval(q, count: Int(count), confidence: confidence)
    return ranks.lowRank != nil && ranks.highRank != nil
  }
}
