/// At most so many attempts a minute, with a burst.
public struct RateLimit: Sendable, Hashable, Codable {
  /// Attempts a minute; more than 0.
  public var perMinute: Double
  /// So many may come at once after a pause; at least 1.
  public var burst: Int

  /// A limit; a burst of 5 by default.
  public init(perMinute: Double, burst: Int = 5) {
    self.perMinute = perMinute
    self.burst = burst
  }

  /// Both limits at once: the lower rate and the smaller burst.
  package func stricter(_ other: RateLimit?) -> RateLimit {
    guard let other else { return self }
    return RateLimit(perMinute: min(perMinute, other.perMinute), burst: min(burst, other.burst))
  }
}
