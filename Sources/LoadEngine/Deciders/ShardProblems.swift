import RunModel

extension ManifestHeader {
  /// What of the policies cannot be shared out among the shards: each of them needs one at least.
  package var shardProblems: [PolicyProblem] {
    guard let shard else { return [] }
    let own = scenarios.compactMap(\.execution)
    let policies = sharesPolicy ? own + [execution] : own
    return policies.compactMap { $0.problem(of: shard) }
  }
}

extension ExecutionPolicy {
  fileprivate func problem(of shard: ManifestShard) -> PolicyProblem? {
    let (field, value) = load.shape.most(self)
    guard value < shard.count else { return nil }
    return PolicyProblem(
      field: field, value: "\(value)",
      expected: "at least \(shard.count): one for each of \(shard.count) shards")
  }
}
