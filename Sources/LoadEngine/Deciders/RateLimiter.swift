import RunModel

/// Grants attempts so that a rate is never exceeded: the generic cell rate algorithm (ITU-T I.371), which is a
/// token bucket that needs one number. Pure: instants come in as arguments.
///
/// In any window of length w at most `burst + w * rate` attempts are granted. Grants are in the order of asking.
package struct RateLimiter: Sendable {
  /// Nanoseconds between two grants at the full rate, rounded up so that the limit is never exceeded.
  private let interval: Int64
  private let tolerance: Int64
  private let burst: Int
  /// The instant at which the bucket would be full again.
  private var fullAt = RunInstant(nanoseconds: .min / 4)

  package init(_ limit: RateLimit) {
    let nanoseconds = (60e9 / max(limit.perMinute, 1e-6)).rounded(.up)
    interval = Int64(min(max(nanoseconds, 1), 1e15))
    burst = max(1, limit.burst)
    tolerance = interval.multipliedReportingOverflow(by: Int64(burst - 1)).partialValue
  }

  /// The instant at which the next token is there, now or later; takes nothing.
  package func earliest(at now: RunInstant) -> RunInstant {
    RunInstant(nanoseconds: max(now.nanoseconds, fullAt.nanoseconds - tolerance))
  }

  /// Takes the next token: the instant at which the attempt may start, now or later.
  package mutating func reserve(at now: RunInstant) -> RunInstant {
    let grant = earliest(at: now)
    fullAt = RunInstant(nanoseconds: max(fullAt.nanoseconds, grant.nanoseconds) + interval)
    return grant
  }

  /// Takes so many tokens if all are there now; never waits. `false` also when more are asked for than the
  /// burst or less than one.
  package mutating func tryAcquire(_ count: Int = 1, at now: RunInstant) -> Bool {
    guard count >= 1, count <= burst, count <= available(at: now) else { return false }
    for _ in 0..<count { _ = reserve(at: now) }
    return true
  }

  /// Tokens that are there now, 0 to `burst`.
  package func available(at now: RunInstant) -> Int {
    let owed = max(0, fullAt.nanoseconds - now.nanoseconds)
    return min(burst, Int(max(0, tolerance + interval - owed) / interval))
  }
}
