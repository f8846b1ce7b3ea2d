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

extension OpenLoad: LoadShape {
  package static let name = "open"
  package static let examples = Arrivals.allCases.map { arrivals in
    OpenLoad(
      stages: [
        LoadStage(duration: .seconds(9), target: 7, isWarmUp: true),
        LoadStage(duration: .seconds(5), target: 20),
      ],
      startRate: 1, arrivals: arrivals, maxInFlight: 40,
      overflow: arrivals == .uniform ? .queue : .drop)
  }

  package var length: Duration? { stages.length }
  package var warmUps: [Range<RunInstant>] { stages.warmUps }
  package var conduct: LoadConduct {
    .arrivals(ArrivalRules(maxInFlight: maxInFlight, overflow: overflow))
  }

  package func schedule(_ policy: ExecutionPolicy, seed: UInt64, shard: ManifestShard?) -> any LoadSchedule {
    ArrivalSchedule(self, seed: seed, shard: shard)
  }

  package func most(_ policy: ExecutionPolicy) -> (key: String, value: Int) { ("max_in_flight", maxInFlight) }

  package func part(of shard: ManifestShard) -> OpenLoad {
    var part = self
    part.maxInFlight = max(1, shard.share(of: maxInFlight))
    return part
  }

  package var problems: [PolicyProblem] {
    var checks = PolicyChecks()
    checks.stages(stages)
    checks.within("load.max_in_flight", maxInFlight, Allowed.maxInFlight)
    checks.within("load.start_rate", startRate, LoadStage.Allowed.target)
    return checks.problems
  }

  package var words: LoadWords {
    LoadWords(
      short:
        "up to \(Figures.digits(stages.peak)) arrivals a second for \(Figures.clock(stages.length.inSeconds))",
      full:
        "\(arrivals.rawValue) arrivals that do not wait for the server: \(stages.words("a second")); at most \(Figures.count(maxInFlight)) in flight, then \(overflow.rawValue)",
      tasks: stages.integral(from: startRate))
  }
}
