import Glibc

/// Durations of which some are only known to have been longer than so much: a limit cut them ("censored").
/// To leave those out would call a slow server fast, and to count them as so long would too: what depends on how
/// long they would have been is known only between two bounds.
public struct CensoredSample: Sendable, Hashable {
  /// Durations that were seen to their end.
  package var observed: Histogram
  /// Durations that were cut; the true ones are longer than these.
  package var censored: Histogram
  /// How many never came, because their tasks failed: infinite, where they are counted in.
  package private(set) var failed = 0

  /// A sample.
  package init(observed: Histogram, censored: Histogram = Histogram()) {
    self.observed = observed
    self.censored = censored
  }

  /// The same with so many more that failed: none of them ever came, so each is longer than any duration. Without a
  /// success there is nothing to adjust.
  package func adjusted(failures: Int) -> CensoredSample {
    var adjusted = self
    if !observed.isEmpty { adjusted.failed += max(0, failures) }
    return adjusted
  }

  /// All durations, seen to their end or not.
  public var count: Int { Int(observed.count + censored.count) + failed }

  /// The quantile in nanoseconds: its lower end if what was cut had ended then, its upper end if never. They are one
  /// when it does not depend on that. `nil` of nothing.
  public func quantile(_ q: Double) -> Interval? {
    if count == 0 { return nil }
    let rank = max(1, Int64((q * Double(count)).rounded(.up)))
    let low = Self.end(all, rank)
    return Interval(low: low, high: censored.isEmpty ? low : Self.end(observed, rank))
  }

  /// The longest that came, in nanoseconds; without an upper end when one was cut. `nil` of nothing.
  package var maximum: Interval? {
    if all.isEmpty { return nil }
    return Interval(low: Double(all.max), high: censored.isEmpty ? Double(observed.max) : .infinity)
  }

  /// The mean in nanoseconds, what was cut as long as it was then: with cuts a lower bound. `nil` of nothing.
  package var mean: Double? { all.mean }

  /// The shortest that was seen to its end, in nanoseconds; `nil` of nothing.
  package var minimum: Double? { observed.isEmpty ? nil : Double(observed.min) }

  /// Interval of a quantile in nanoseconds by order statistics on the outer edges of the buckets, whatever became of
  /// the durations that were cut. Infinite where the sample cannot carry an end. With a `dispersion` above 1 the values count for as
  /// much less.
  package func quantileInterval(_ q: Double, confidence: Double = 0.95, dispersion: Double = 1) -> Interval {
    let ranks = QuantileInterval(q, count: count, confidence: confidence, dispersion: dispersion)
    let low = ranks.lowRank.map { all.edges(atRank: Int64($0)).map { Double($0.lowest) } ?? .infinity }
    return Interval(low: low ?? 0, high: ranks.highRank.map { Self.end(observed, Int64($0)) } ?? .infinity)
  }

  /// Whether there are enough for the quantile to have an interval with two ends.
  package func carries(_ q: Double, confidence: Double = 0.95, dispersion: Double = 1) -> Bool {
    // Neither all below nor all above may be likelier than a tail: n >= ln(tail) / ln(max(q, 1 - q)).
    let worth = dispersion > 1 ? Int(Double(count) / dispersion) : count
    return pow(max(q, 1 - q), Double(worth)) <= (1 - confidence) / 2
  }

  /// How many are at most so long. What was cut before that may have been so or not: `hopeful` counts it in.
  /// `nil` of nothing.
  package func share(atMost nanoseconds: Double, hopeful: Bool = false) -> Proportion? {
    let limit = Int64(min(max(nanoseconds, 0), 9e18))
    let counted = hopeful ? all : observed
    return Proportion(successes: Int(counted.count(atOrBelow: limit)), trials: count)
  }

  /// The duration at a rank; infinite beyond the last.
  private static func end(_ histogram: Histogram, _ rank: Int64) -> Double {
    histogram.edges(atRank: rank).map { Double($0.highest) } ?? .infinity
  }

  private var all: Histogram {
    if censored.isEmpty { return observed }
    var all = observed
    all.merge(censored)
    return all
  }
}
