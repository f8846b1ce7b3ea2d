/// Every case once (times its repeats), as fast as concurrency and limits allow.
package struct CaseLoad: Sendable, Hashable, Codable {
  package init() {}
}

extension CaseLoad: LoadShape {
  package static let name = "iterations"
  package static let standard: CaseLoad? = CaseLoad()
  package static let examples = [CaseLoad()]

  package var length: Duration? { nil }
  package var warmUps: [Range<RunInstant>] { [] }
  package var conduct: LoadConduct { .cases }
  package var problems: [PolicyProblem] { [] }

  /// The policy's concurrency, which is shared out already.
  package func schedule(_ policy: ExecutionPolicy, seed: UInt64, shard: ManifestShard?) -> any LoadSchedule {
    ConstantSchedule(users: policy.concurrency)
  }

  package func most(_ policy: ExecutionPolicy) -> (key: String, value: Int) {
    ("concurrency", policy.concurrency)
  }

  package func part(of shard: ManifestShard) -> CaseLoad { self }

  package var words: LoadWords {
    LoadWords(
      short: "each case once", full: "every task once, as fast as the limits allow", tasks: nil,
      sampleKey: "repeat")
  }
}
