/// A rate of arrivals over time, by its integral, in whole numbers: positions are counted in
/// ``RateRamp/oneArrival``, instants in nanoseconds since the load's begin.
package protocol RateCurve: Sendable {
  /// The first instant at which the integral has come to the position; `nil` when it never does. Positions do not
  /// decrease from one call to the next.
  mutating func instant(of position: Int128) -> Int64?
  /// All arrivals.
  var total: Double { get }
}

/// A rate that moves in straight lines.
package struct StagedCurve: RateCurve {
  private let ramps: [RateRamp]
  private var current = 0
  /// Arrivals before the current ramp.
  private var before: Int128 = 0
  package let total: Double

  package init(_ load: OpenLoad) {
    ramps = RateRamp.ramps(of: load)
    total = load.stages.integral(from: load.startRate)
  }

  package mutating func instant(of position: Int128) -> Int64? {
    while current < ramps.count {
      let ramp = ramps[current]
      if position - before < ramp.arrivals { return ramp.start + ramp.time(of: position - before) }
      before += ramp.arrivals
      current += 1
    }
    return nil
  }
}

/// So many at once, again and again.
package struct BurstCurve: RateCurve {
  private let size: Int
  private let every: Int64
  private let length: Int64

  package init(_ load: BurstLoad) {
    (size, every) = (max(1, load.size), max(1, load.every.nanoseconds))
    length = load.duration.nanoseconds
  }

  package mutating func instant(of position: Int128) -> Int64? {
    let (instant, isTooLong) = Int64(clamping: position / RateRamp.oneArrival / Int128(size))
      .multipliedReportingOverflow(by: every)
    return isTooLong || instant >= length ? nil : instant
  }

  package var total: Double { Double(size) * Double((length + every - 1) / every) }
}
