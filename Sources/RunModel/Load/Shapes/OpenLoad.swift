/// A rate of arrivals over time.
public struct OpenLoad: Sendable, Hashable, Codable {
  /// How arrivals are spread.
  public enum Arrivals: String, Sendable, Codable, CaseIterable {
    /// Evenly, by the exact integral of the rate.
    case uniform
    /// As independent users come: exponential gaps, seeded.
    case poisson
    /// In bunches or more evenly than by chance, by the `burstiness`: gaps of a gamma distribution, seeded.
    case gamma
  }

  /// What becomes of an arrival when `maxInFlight` tasks are under way.
  public enum Overflow: String, Sendable, Codable, CaseIterable {
    /// It waits; its response time counts from the planned start all the same.
    case queue
    /// It is dropped, and counted as cancelled.
    case drop
    /// It begins all the same: what is said at the most is only what is planned for.
    case grow
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
  /// Of gamma arrivals, see ``ArrivalRules/burstiness``.
  package var burstiness: Double?
  /// What each does that arrives; `nil` for one task.
  package var session: UserSession?

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

extension OpenLoad: ArrivalShape {
  package static let name = "open"
  package static var examples: [OpenLoad] {
    let stages = [
      LoadStage(duration: .seconds(9), target: 7, isWarmUp: true),
      LoadStage(duration: .seconds(5), target: 20, name: "peak"),
    ]
    var loads = Arrivals.allCases.map {
      OpenLoad(stages: stages, startRate: 1, arrivals: $0, maxInFlight: 40)
    }
    for (index, overflow) in Overflow.allCases.enumerated() { loads[index].overflow = overflow }
    loads[2].burstiness = 0.5
    var sessions = loads[0]
    sessions.session = UserSession(tasks: 3, thinkTime: .constant(0.5))
    return loads + [sessions]
  }

  package var length: Duration? { stages.length }
  package var warmUps: [Range<RunInstant>] { stages.warmUps }
  package var marks: [LoadMark] { stages.marks }
  package var curve: any RateCurve { StagedCurve(self) }

  package var rules: ArrivalRules {
    get {
      ArrivalRules(
        spread: arrivals, burstiness: burstiness, maxInFlight: maxInFlight, overflow: overflow,
        session: session)
    }
    set {
      (arrivals, burstiness, maxInFlight) = (newValue.spread, newValue.burstiness, newValue.maxInFlight)
      (overflow, session) = (newValue.overflow, newValue.session)
    }
  }

  package var rateProblems: [PolicyProblem] {
    var checks = PolicyChecks()
    checks.stages(stages)
    checks.within("load.start_rate", startRate, LoadStage.Allowed.target)
    return checks.problems
  }

  package var rateWords: (short: String, full: String) {
    let (peak, time) = (Figures.digits(stages.peak), Figures.clock(stages.length.inSeconds))
    return ("up to \(peak) arrivals a second for \(time)", stages.words("a second"))
  }
}
