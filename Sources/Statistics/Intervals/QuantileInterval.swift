/// Distribution-free interval of a quantile by order statistics: the ranks between which the quantile lies with
/// the wanted confidence, whatever the distribution (binomial ranks; see Nyblom, 1992).
package struct QuantileInterval: Sendable, Hashable {
  /// The rank of the lower end (1 is the smallest value); `nil` when the sample has no lower bound.
  package var lowRank: Int?
  /// The rank of the upper end; `nil` when the sample has no upper bound.
  package var highRank: Int?

  /// Ranks for the quantile `q` of a sample of `count` values. With a `dispersion` above 1 they count for as much less.
  package init(_ q: Double, count all: Int, confidence: Double = 0.95, dispersion: Double = 1) {
    let tail = (1 - confidence) / 2
    guard all > 0 else { return }
    let count = dispersion > 1 ? max(1, Int(Double(all) / dispersion)) : all
    defer { spread(over: all, from: count) }
    // Largest l with P(B < l) <= tail, smallest u with P(B >= u) <= tail, B binomial(count, q).
    let low = (1...count).firstPlace {
      BetaFunction.binomialCumulative($0 - 1, trials: count, probability: q) > tail
    }
    lowRank = low.map { $0 - 1 } ?? count
    if lowRank == 0 { lowRank = nil }
    highRank = (1...count).firstPlace {
      BetaFunction.binomialCumulative($0 - 1, trials: count, probability: q) >= 1 - tail
    }
  }

  /// The same places among more values.
  private mutating func spread(over all: Int, from count: Int) {
    if all == count { return }
    let each = Double(all) / Double(count)
    lowRank = lowRank.map { Int((Double($0 - 1) * each).rounded(.down)) + 1 }
    highRank = highRank.map { min(all, Int((Double($0) * each).rounded(.up))) }
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
