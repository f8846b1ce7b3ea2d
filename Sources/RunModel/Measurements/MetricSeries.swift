import Statistics

/// One latency, successes and failures apart.
public struct MetricSeries: Sendable, Hashable, Codable {
  /// Of attempts that succeeded.
  public var succeeded = Histogram()
  /// Of attempts that did not.
  public var unsuccessful = Histogram()

  /// Of nothing.
  public init() {}

  mutating func record(_ nanoseconds: Int64, success: Bool) {
    if success { succeeded.record(nanoseconds) } else { unsuccessful.record(nanoseconds) }
  }

  mutating func merge(_ other: MetricSeries) {
    succeeded.merge(other.succeeded)
    unsuccessful.merge(other.unsuccessful)
  }
}
