/// The shape of the load over time.
public enum LoadProfile: Sendable, Hashable {
  /// Every case once (times its repeats), as fast as concurrency and limits allow.
  case iterations
  /// A number of users over time, each starting its next task when the last has ended.
  case closed(ClosedLoad)
  /// A rate of arrivals over time, whatever the server does.
  case open(OpenLoad)

  /// The stretches of a load over time, in order; none when every case is run once.
  public var stages: [LoadStage] {
    switch self {
    case .iterations: []
    case .closed(let load): load.stages
    case .open(let load): load.stages
    }
  }
}

/// A number of users over time.
public struct ClosedLoad: Sendable, Hashable, Codable {
  /// Users move in a straight line from the last stage's number (0 at first) to this one's.
  public var stages: [LoadStage]
  /// The pause of a user between its tasks.
  public var thinkTime: DelayDistribution?

  /// A load of users.
  public init(stages: [LoadStage], thinkTime: DelayDistribution? = nil) {
    self.stages = stages
    self.thinkTime = thinkTime
  }
}

/// A rate of arrivals over time.
public struct OpenLoad: Sendable, Hashable, Codable {
  /// How arrivals are spread.
  public enum Arrivals: String, Sendable, Codable, CaseIterable {
    /// Evenly, by the exact integral of the rate.
    case uniform
    /// As independent users come: exponential gaps, seeded.
    case poisson
  }

  /// What becomes of an arrival when `maxInFlight` tasks are under way.
  public enum Overflow: String, Sendable, Codable, CaseIterable {
    /// It waits; its response time counts from the planned start all the same.
    case queue
    /// It is dropped, and counted as cancelled.
    case drop
  }

  /// The rate moves in a straight line from the last stage's to this one's; the first stage begins at its own
  /// target unless `startRate` is given. Targets are arrivals a second.
  public var stages: [LoadStage]
  /// Arrivals a second at the very start.
  public var startRate: Double?
  /// How arrivals are spread.
  public var arrivals: Arrivals
  /// At most so many tasks at once; at least 1.
  public var maxInFlight: Int
  /// What becomes of an arrival beyond that.
  public var overflow: Overflow

  /// A load of arrivals.
  public init(
    stages: [LoadStage], startRate: Double? = nil, arrivals: Arrivals = .uniform, maxInFlight: Int = 1000,
    overflow: Overflow = .queue
  ) {
    self.stages = stages
    self.startRate = startRate
    self.arrivals = arrivals
    self.maxInFlight = maxInFlight
    self.overflow = overflow
  }
}

/// One stretch of a load.
public struct LoadStage: Sendable, Hashable {
  /// How long it lasts; 0 is a step.
  public var duration: Duration
  /// Users or arrivals a second at its end; at least 0.
  public var target: Double
  /// Whether it is warm-up: kept out of the steady figures.
  public var isWarmUp: Bool

  /// A stage.
  public init(duration: Duration, target: Double, isWarmUp: Bool = false) {
    self.duration = duration
    self.target = target
    self.isWarmUp = isWarmUp
  }
}
