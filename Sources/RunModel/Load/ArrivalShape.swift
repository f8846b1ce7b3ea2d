/// A shape of load in which tasks, or users, arrive by a rate over time. A new one says its rate; the rest is the same.
package protocol ArrivalShape: LoadShape {
  var rules: ArrivalRules { get set }
  /// Its rate over time.
  var curve: any RateCurve { get }
  /// The rate over time in words: briefly, and in full.
  var rateWords: (short: String, full: String) { get }
  /// What is wrong with the rate.
  var rateProblems: [PolicyProblem] { get }
}

extension ArrivalShape {
  package var conduct: LoadConduct { .arrivals(rules) }

  package func schedule(_ policy: ExecutionPolicy, seed: UInt64, shard: ManifestShard?) -> any LoadSchedule {
    ArrivalSchedule(curve, rules, seed: seed, shard: shard)
  }

  package func most(_ policy: ExecutionPolicy) -> (key: String, value: Int) {
    ("max_in_flight", rules.maxInFlight)
  }

  package func part(of shard: ManifestShard) -> Self {
    var part = self
    part.rules.maxInFlight = max(1, shard.share(of: rules.maxInFlight))
    return part
  }

  package var problems: [PolicyProblem] {
    var checks = PolicyChecks(problems: rateProblems)
    checks.within("load.max_in_flight", rules.maxInFlight, OpenLoad.Allowed.maxInFlight)
    checks.within("load.burstiness", rules.burstiness, OpenLoad.Allowed.burstiness)
    checks.within("load.tasks_each", rules.session?.tasks, OpenLoad.Allowed.tasksEach)
    return checks.problems
  }

  package var words: LoadWords {
    let each = rules.session.map { " of users with \($0.tasks) tasks each" } ?? ""
    let (short, full) = rateWords
    return LoadWords(
      short: short + each,
      full:
        "\(rules.spreadWords) arrivals\(each) that do not wait for the server: \(full); \(rules.mostWords)",
      tasks: curve.total * Double(rules.session?.tasks ?? 1))
  }
}

extension ArrivalRules {
  fileprivate var spreadWords: String {
    spread.rawValue + (burstiness.map { " (burstiness \(Figures.digits($0)))" } ?? "")
  }

  fileprivate var mostWords: String {
    let most = "\(Figures.count(maxInFlight)) \(session == nil ? "in flight" : "users at once")"
    return overflow == .grow
      ? "more than \(most) when it takes more" : "at most \(most), then \(overflow.rawValue)"
  }
}
