import RunModel

extension ManifestHeader {
  /// What of the policies cannot be shared out among the shards: each of them needs one at least.
  package var shardProblems: [PolicyProblem] {
    guard let shard else { return [] }
    let own = scenarios.compactMap(\.execution)
    let policies = sharesPolicy ? own + [execution] : own
    return policies.compactMap { $0.problem(of: shard) }
  }

  /// Why some of so many shards would have nothing to do, of so many cases in all; `nil` when none would. Where a load goes
  /// through its cases again and again every shard has some of them.
  package func idleShardProblem(of count: Int, cases: Int) -> String? {
    guard cases < count, repeatedCases.isEmpty else { return nil }
    let few = cases == 1 ? "there is 1 case" : "there are \(cases) cases"
    return
      "\(few), too few for \(count) parts: \(count - cases) would send nothing; give at most \(max(1, cases))"
  }
}

extension ExecutionPolicy {
  fileprivate func problem(of shard: ManifestShard) -> PolicyProblem? {
    let (field, value) = load.shape.most(self)
    guard value < shard.count else { return nil }
    return PolicyProblem(
      field: field, value: "\(value)",
      expected: "at least \(shard.count): one for each of \(shard.count) parts")
  }
}
