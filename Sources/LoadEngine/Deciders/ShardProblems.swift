import RunModel

extension ManifestHeader {
  /// What of the policies cannot be shared out among the shards: each of them needs one at least.
  package var shardProblems: [PolicyProblem] {
    guard let shard else { return [] }
    let own = scenarios.compactMap(\.execution)
    // The manifest's policy is that of the scenarios without their own.
    let policies = own.isEmpty || own.count < scenarios.count ? own + [execution] : own
    return policies.compactMap { $0.problem(of: shard) }
  }
}

extension ExecutionPolicy {
  fileprivate func problem(of shard: ManifestShard) -> PolicyProblem? {
    let (field, value) = mostAtOnce
    guard value < shard.count else { return nil }
    return PolicyProblem(
      field: field, value: "\(value)",
      expected: "at least \(shard.count): one for each of \(shard.count) shards")
  }

  private var mostAtOnce: (field: String, value: Int) {
    switch load {
    case .iterations: ("concurrency", concurrency)
    case .closed(let load): ("users", UserSchedule(load).peak)
    case .open(let load): ("max_in_flight", load.maxInFlight)
    }
  }
}
