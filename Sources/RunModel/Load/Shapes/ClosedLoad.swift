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

extension ClosedLoad: LoadShape {
  package static let name = "closed"
  package static let examples = [
    ClosedLoad(stages: [LoadStage(duration: .seconds(20), target: 10)]),
    ClosedLoad(
      stages: [
        LoadStage(duration: .seconds(10), target: 23, isWarmUp: true),
        LoadStage(duration: .seconds(4), target: 23), LoadStage(duration: .seconds(6), target: 2),
        LoadStage(duration: .zero, target: 11), LoadStage(duration: .seconds(3), target: 11),
      ], thinkTime: .uniform(min: 0.5, max: 2)),
  ]

  package var length: Duration? { stages.length }
  package var warmUps: [Range<RunInstant>] { stages.warmUps }
  package var marks: [LoadMark] { stages.marks }
  package var conduct: LoadConduct { .users(UserRules(thinkTime: thinkTime)) }
  package var problems: [PolicyProblem] {
    var checks = PolicyChecks()
    checks.stages(stages)
    return checks.problems
  }

  package func schedule(_ policy: ExecutionPolicy, seed: UInt64, shard: ManifestShard?) -> any LoadSchedule {
    UserSchedule(self, shard: shard)
  }

  package func most(_ policy: ExecutionPolicy) -> (key: String, value: Int) { ("users", Int(stages.peak)) }

  package func part(of shard: ManifestShard) -> ClosedLoad { self }

  package var words: LoadWords {
    LoadWords(
      short: "up to \(Int(stages.peak)) users for \(Figures.clock(stages.length.inSeconds))",
      full: "users, each with one task at a time: \(stages.words("users"))", tasks: nil)
  }
}
