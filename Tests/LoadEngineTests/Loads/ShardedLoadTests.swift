import LoadEngine
import RunModel
import Statistics
import Testing

/// n shards together are the run that was asked for.
@Suite struct ShardedLoadTests {
  private static func shards(_ count: Int) -> [ManifestShard] {
    (1...count).map { ManifestShard($0, of: count) }
  }

  @Test(arguments: 1...7) func sharesAddUp(count: Int) {
    for total in 0...50 {
      let shares = Self.shards(count).map { $0.share(of: total) }
      #expect(shares.reduce(0, +) == total)
      #expect((shares.max() ?? 0) - (shares.min() ?? 0) <= 1)
    }
  }

  @Test(arguments: 1...7, OpenLoad.Arrivals.allCases)
  func arrivalsOfAllShardsAreThoseOfTheWhole(count: Int, arrivals: OpenLoad.Arrivals) {
    let load = OpenLoad(
      stages: [LoadStage(duration: .seconds(9), target: 7), LoadStage(duration: .seconds(5), target: 20)],
      startRate: 1, arrivals: arrivals)
    let starts = { (shard: ManifestShard?) in
      var schedule = ArrivalSchedule(load, seed: 5, shard: shard)
      return sequence(state: ()) { _ in schedule.next() }.map(\.nanoseconds)
    }
    let whole = starts(nil)
    let parts = Self.shards(count).map(starts)
    #expect(parts.flatMap { $0 }.sorted() == whole)
    #expect(parts.allSatisfy { abs($0.count - whole.count / count) <= 1 })
  }

  @Test(arguments: 1...7) func usersOfAllShardsAreThoseOfTheWholeAtEachInstant(count: Int) {
    let load = ClosedLoad(stages: [
      LoadStage(duration: .seconds(10), target: 23), LoadStage(duration: .seconds(4), target: 23),
      LoadStage(duration: .seconds(6), target: 2), LoadStage(duration: .zero, target: 11),
      LoadStage(duration: .seconds(3), target: 11),
    ])
    let users = { (schedule: UserSchedule, at: RunInstant) in
      schedule.changes.last { $0.at <= at }?.users ?? 0
    }
    let whole = UserSchedule(load)
    let parts = Self.shards(count).map { UserSchedule(load, shard: $0) }
    for change in whole.changes {
      #expect(parts.map { users($0, change.at) }.reduce(0, +) == change.users)
    }
  }

  @Test(arguments: 2...7) func whatIsCountedIsSharedOut(count: Int) throws {
    let whole = ExecutionPolicy(
      concurrency: 20, batchSize: 30, rateControl: RateLimit(perMinute: 600, burst: 10),
      stopConditions: StopConditions(
        maxFailures: 17, consecutiveFailures: 4, maxCost: Price(units: 1_000_003), maxTokens: 5000),
      load: .open(OpenLoad(stages: [LoadStage(duration: .seconds(1), target: 1)], maxInFlight: 11)))
    let parts = Self.shards(count).map { whole.part(of: $0) }
    func sum(_ value: (ExecutionPolicy) -> Int) -> Int { parts.map(value).reduce(0, +) }
    #expect(sum(\.concurrency) == 20 && sum { $0.batchSize ?? 0 } == 30)
    #expect(sum { $0.rateControl?.burst ?? 0 } == 10)
    #expect(abs(parts.reduce(0) { $0 + ($1.rateControl?.perMinute ?? 0) } - 600) < 1e-9)
    #expect(
      sum { $0.stopConditions.maxFailures ?? 0 } == 17 && sum { $0.stopConditions.maxTokens ?? 0 } == 5000)
    #expect(sum { Int($0.stopConditions.maxCost?.units ?? 0) } == 1_000_003)
    #expect(parts.allSatisfy { $0.stopConditions.consecutiveFailures == 4 })
    let inFlight = parts.map { $0.load.load(as: OpenLoad.self)?.maxInFlight ?? 0 }
    #expect(inFlight.reduce(0, +) == 11)
  }

  @Test(arguments: [1, 2, 4]) func shardsTogetherDoTheLoadOfTheWhole(count: Int) async throws {
    let load = LoadProfile.open(OpenLoad(stages: [LoadStage(duration: .seconds(10), target: 20)]))
    var starts: [Int64] = []
    for shard in Self.shards(count) {
      var manifest = RunManifest.fixture(cases: 5, execution: ExecutionPolicy(load: load))
      manifest.header.shard = shard
      let result = try await ConcurrentExecutor(clock: .virtual) { _ in TaskOutput() }.run(manifest)
      starts += result.taskResults.map(\.intendedStart.nanoseconds)
    }
    #expect(starts.sorted() == (0..<200).map { $0 * 50_000_000 })
  }

  @Test func whatCannotBeSharedOutIsRefused() async {
    var manifest = RunManifest.fixture(cases: 5, execution: ExecutionPolicy(concurrency: 3))
    manifest.header.shard = ManifestShard(2, of: 4)
    await #expect {
      try await ConcurrentExecutor(clock: .virtual) { _ in TaskOutput() }.run(manifest)
    } throws: {
      "\($0)".contains("concurrency is 3, expected at least 4: one for each of 4 parts")
    }
  }
}
