import Statistics

/// A value as far as a sample tells: the estimate, and between what it may lie. Judged as known, all three are one.
struct Estimate: Equatable {
  var value: Double
  var low: Double
  var high: Double

  init(_ value: Double) { (self.value, low, high) = (value, value, value) }

  init(_ value: Double, low: Double, high: Double) {
    (self.value, self.low, self.high) = (value, low, high)
  }

  /// Of nanoseconds, in seconds.
  init(nanoseconds interval: Interval, value: Double? = nil) {
    self.init((value ?? interval.low) / 1e9, low: interval.low / 1e9, high: interval.high / 1e9)
  }

  /// The same, moved.
  func moved(by distance: Double) -> Estimate {
    Estimate(value + distance, low: low + distance, high: high + distance)
  }

  static func + (left: Estimate, right: Estimate) -> Estimate {
    Estimate(left.value + right.value, low: left.low + right.low, high: left.high + right.high)
  }

  static func - (left: Estimate, right: Estimate) -> Estimate {
    Estimate(left.value - right.value, low: left.low - right.high, high: left.high - right.low)
  }

  static func * (left: Estimate, right: Estimate) -> Estimate {
    let ends = [
      product(left.low, right.low), product(left.low, right.high), product(left.high, right.low),
      product(left.high, right.high),
    ]
    return Estimate(
      product(left.value, right.value), low: ends.min() ?? .nan, high: ends.max() ?? .nan)
  }

  /// `nil` when the divisor is 0. A divisor that may be 0 leaves everything open.
  static func / (left: Estimate, right: Estimate) -> Estimate? {
    guard right.value != 0 else { return nil }
    guard right.low > 0 || right.high < 0 else {
      return Estimate(left.value / right.value, low: -.infinity, high: .infinity)
    }
    let inverse = Estimate(1 / right.value, low: 1 / right.high, high: 1 / right.low)
    return left * inverse
  }

  /// Nothing times anything is nothing, even times what has no bound.
  private static func product(_ left: Double, _ right: Double) -> Double {
    left == 0 || right == 0 ? 0 : left * right
  }
}
