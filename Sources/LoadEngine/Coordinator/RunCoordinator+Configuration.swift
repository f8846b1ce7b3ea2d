import RunModel

extension RunCoordinator {
  /// What a coordinator is made with.
  struct Configuration: Sendable {
    var policy: ExecutionPolicy
    var tokens: RateTokens.Queue
    /// Where the run ends early; `nil` for nowhere, and for cases that are no part of the load.
    var limits: StopLimits.Part?
    var seed: UInt64
    /// Of the users and arrivals of a load over time it takes those of this shard; `nil` for all.
    var shard: ManifestShard?
    /// When tasks arrive, where the cases say so; `nil` for the load's own plan.
    var arrivals: (any LoadSchedule)?
    var ids: IDSource
    /// Where a stop becomes one of all scenarios; `nil` for cases that are no part of the load.
    var outcome: RunOutcome?
    /// Whether its cases are those of the load.
    var isOfLoad: Bool { outcome != nil }
    /// Bounds the whole run, from its start.
    var runLimit: Duration?
    /// How long a cancelled attempt may take to return what it knows.
    var grace = Duration.milliseconds(250)
    var expectations: [String: [Expectation]] = [:]
    /// What cases call by name, and records must not hold.
    var secrets = Secrets.none
  }
}
