/// When the arrivals of a trace are planned: from the first one on, faster by a factor, longer gaps cut. Pure.
package struct TraceClock: Sendable, Equatable {
  private let speed: Double
  /// Seconds of the plan.
  private let longestGap: Double
  private var last: Double?
  private var planned = 0.0

  /// - Parameters:
  ///   - speed: how many times faster; more than 0.
  ///   - longestGap: seconds of the plan; `nil` for no limit.
  package init(speed: Double = 1, longestGap: Double? = nil) {
    (self.speed, self.longestGap) = (speed, longestGap ?? .infinity)
  }

  /// Seconds of the plan at which an arrival of the trace comes; `nil` when it lies before the one before it.
  package mutating func take(_ instant: Double) -> Double? {
    guard let last else {
      last = instant
      return 0
    }
    guard instant >= last else { return nil }
    planned += min((instant - last) / speed, longestGap)
    self.last = instant
    return planned
  }

  /// A pause within an arrival, seconds of the plan.
  package func pause(_ seconds: Double) -> Double { min(seconds / speed, longestGap) }
}
