/// An interval of plausible values around an estimate.
public struct Interval: Sendable, Hashable, Codable {
  /// The lower end.
  public var low: Double
  /// The upper end.
  public var high: Double

  /// An interval.
  package init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  /// Whether the value is inside or at an end.
  package func contains(_ value: Double) -> Bool { low <= value && value <= high }
}
