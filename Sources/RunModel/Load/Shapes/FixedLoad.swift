/// Users with a number of tasks to do, each or all together: over when they are done.
package struct FixedLoad: Sendable, Hashable, Codable {
  /// Users from the beginning; at least 1.
  package var users: Int
  /// Tasks of each, or of all; at least 1.
  package var iterations: Int
  /// Whether all of them share the tasks: who is quick does more.
  package var isShared: Bool
  /// The pause of a user between its tasks.
  package var thinkTime: DelayDistribution?

  package init(users: Int, iterations: Int, isShared: Bool = false, thinkTime: DelayDistribution? = nil) {
    (self.users, self.iterations, self.isShared, self.thinkTime) = (users, iterations, isShared, thinkTime)
  }

  package enum Allowed {
    package static let iterations = 1...100_000_000
  }
}

extension FixedLoad: LoadShape {
  package static let name = "fixed"
  package static let examples = [
    FixedLoad(users: 10, iterations: 3, thinkTime: .constant(0.5)),
    FixedLoad(users: 10, iterations: 45, isShared: true),
  ]

  package var length: Duration? { nil }
  package var warmUps: [Range<RunInstant>] { [] }

  private var total: Int {
    isShared ? iterations : users.multipliedReportingOverflow(by: iterations).partialValue
  }

  package var conduct: LoadConduct {
    .users(UserRules(thinkTime: thinkTime, tasksEach: isShared ? nil : iterations, total: total))
  }

  /// The users of the shard, who are a part already.
  package func schedule(_ policy: ExecutionPolicy, seed: UInt64, shard: ManifestShard?) -> any LoadSchedule {
    ConstantSchedule(users: users)
  }

  package func most(_ policy: ExecutionPolicy) -> (key: String, value: Int) { ("users", users) }

  package func part(of shard: ManifestShard) -> FixedLoad {
    var part = self
    part.users = max(1, shard.share(of: users))
    if isShared { part.iterations = max(1, shard.share(of: iterations)) }
    return part
  }

  package var problems: [PolicyProblem] {
    var checks = PolicyChecks()
    checks.within("load.users", users, Ranges.atOnce)
    checks.within("load.iterations", iterations, Allowed.iterations)
    return checks.problems
  }

  package var words: LoadWords {
    let (who, what) = ("\(users) users", Figures.count(iterations))
    return LoadWords(
      short: isShared ? "\(who) with \(what) tasks together" : "\(who) with \(what) tasks each",
      full: isShared
        ? "\(who) who share \(what) tasks, each with one at a time"
        : "\(who) with \(what) tasks each, one at a time",
      tasks: Double(total), sampleKey: "iterations")
  }
}
