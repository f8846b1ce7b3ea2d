/// How long the steps of a search are, and the search itself.
public struct CapacityPace: Sendable, Hashable, Codable {
  /// Seconds of a step's steady part; it is up to four times as long where its quantiles need it. At least 1.
  package var step: Double
  /// Seconds before it that are thrown away: users come one by one, the server settles. Whole, at least 0.
  package var warmUp: Double
  /// Seconds of rest after a step; after one that broke as long as its slowest answer took, up to a minute.
  package var coolDown: Double
  /// The most that the search may take, seconds; `nil` for no limit. No step is begun that would end later.
  public var atMost: Double?
  /// The most requests of the whole search, warm-ups included; `nil` for no limit. No step is begun that would send more.
  public var mostRequests: Int?

  /// A pace. The warm-up is a fifth of a step, unless it is given.
  public init(step: Double = 30, warmUp: Double? = nil, coolDown: Double = 2, atMost: Double? = nil) {
    self.step = max(1, step.rounded(.up))
    self.warmUp = max(0, (warmUp ?? step / 5).rounded(.up))
    self.coolDown = max(0, coolDown)
    self.atMost = atMost
  }
}
