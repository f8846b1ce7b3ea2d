import RunModel

/// The limits that hold for an attempt, shared by all scenarios of a run that go to one target. Confined to the
/// run's loop.
final class LimiterSet: @unchecked Sendable {
  private var limiters: [RateLimiter]

  /// Each limit holds; `nil` is none.
  init(_ limits: [RateLimit?]) { limiters = limits.compactMap { $0.map(RateLimiter.init) } }

  /// The instant at which every limit lets the attempt start.
  func reserve(at now: RunInstant) -> RunInstant {
    var grant = now
    // A later limiter's grant moves the request on the earlier ones' clocks only forwards: never too many.
    for index in limiters.indices { grant = limiters[index].reserve(at: grant) }
    return grant
  }
}
