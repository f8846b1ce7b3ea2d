import RunModel
import Statistics

/// Response times of successes and of timeouts together. A timeout's true time is longer than where it was cut, so
/// a quantile at or above the first cut is only known from below.
struct CensoredLatency {
  /// All of them, timeouts at their cut.
  let histogram: Histogram
  private let firstCut: Int64

  init(_ measurements: RunMeasurements) {
    var sum = measurements.latency(.responseTime)
    sum.merge(measurements.censored)
    histogram = sum
    firstCut = measurements.censored.count > 0 ? measurements.censored.min : .max
  }

  /// The quantile in words: `1.25 s`, or `> 60 s` where timeouts hide it; `nil` when the sample cannot carry it.
  func quantile(_ share: Double) -> String? {
    guard histogram.carries(share), let value = histogram.quantile(share) else { return nil }
    return value >= firstCut ? "> " + Figures.nanoseconds(firstCut) : Figures.nanoseconds(value)
  }
}
