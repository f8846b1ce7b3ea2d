import LoadEngine
import MockDify

/// What the workers of one process have in common.
struct WorkersInCommon: Sendable {
  let gate: WorkersGate
  let standIns: [String: MockDifyServer]
  let stops = StopLimits()
  private let startsAt: Double?

  init(_ plan: ShardsPlan, _ standIns: [String: MockDifyServer]) {
    (gate, self.standIns, startsAt) = (WorkersGate(plan.wanted.count), standIns, plan.startsAt)
  }

  /// Lets one of them use it. All have one token: what ends one ends all at once.
  func share(
    _ options: inout RunSession.Options, _ words: ShardsWords, shard: Int, _ token: CancellationToken
  ) {
    options.standIns = standIns
    options.companions?.kind = "worker"
    options.companions?.stops = stops
    let tell = options.companions?.stopped
    options.companions?.stopped = { reason in
      token.cancel(for: reason)
      tell?(reason)
    }
    options.beforeLoad = { [gate, startsAt] in
      try await gate.wait { try words.decide(.init(at: startsAt ?? FolderClock.system())) }
      try await startsAt.map(StartInstant.init)?.wait { token.isCancelled }
      try? words.say(began: FolderClock.system(), shard: shard)
    }
  }
}
