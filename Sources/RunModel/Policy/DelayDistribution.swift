import Statistics

/// How a delay (a think time, a stub's latency) is drawn. All lengths are seconds, at least 0.
public enum DelayDistribution: Sendable, Hashable, Codable {
  /// Always the same.
  case constant(Double)
  /// Anything between the two, equally likely.
  case uniform(min: Double, max: Double)
  /// A bell, cut at 0.
  case normal(mean: Double, standardDeviation: Double)
  /// A skewed bell, as latencies often are: the median, and the spread of the logarithm.
  case logNormal(median: Double, sigma: Double)
  /// Exponential: gaps between independent events.
  case exponential(mean: Double)
  /// As recorded in a histogram of nanoseconds.
  case recorded(Histogram)
}
