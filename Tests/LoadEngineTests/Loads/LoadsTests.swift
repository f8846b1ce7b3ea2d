import LoadEngine
import RunModel
import Testing

@Suite struct LoadsTests {
  private func policy(_ load: LoadProfile, drain: Duration = .seconds(30)) -> ExecutionPolicy {
    ExecutionPolicy(
      stopConditions: StopConditions(timeoutPerTask: .seconds(100)), load: load, drainLimit: drain)
  }

  private func stub(_ seconds: Double) throws -> StubExecutor {
    try StubExecutor(simulatedDelay: seconds, clock: .virtual)
  }

  @Test func arrivalsKeepTheirTimesWhateverTheServerDoes() async throws {
    let load = OpenLoad(stages: [LoadStage(duration: .seconds(10), target: 5)])
    let result = try await stub(3).run(.fixture(cases: 7, execution: policy(.open(load))))
    #expect(result.statistics.succeeded == 50)
    let starts = result.taskResults.map { $0.intendedStart.nanoseconds }
    #expect(starts == (0..<50).map { Int64($0) * 200_000_000 })
    #expect(result.peakConcurrency == 15)
    #expect(result.totalDuration == .milliseconds(9800 + 3000))
  }

  @Test func lateArrivalsQueueAndCountFromTheirPlannedStart() async throws {
    let load = OpenLoad(stages: [LoadStage(duration: .seconds(2), target: 2)], maxInFlight: 1)
    let result = try await stub(1).run(.fixture(cases: 1, execution: policy(.open(load))))
    #expect(result.taskResults.map { $0.attempts[0].responseTime.inSeconds } == [1, 1.5, 2, 2.5])
    #expect(result.taskResults.map { $0.attempts[0].serviceTime.inSeconds } == [1, 1, 1, 1])
  }

  @Test func droppedArrivalsAreCounted() async throws {
    let load = OpenLoad(
      stages: [LoadStage(duration: .seconds(4), target: 2)], maxInFlight: 1, overflow: .drop)
    let result = try await stub(1.2).run(.fixture(cases: 1, execution: policy(.open(load))))
    #expect(result.statistics.total == 8, "planned = started + dropped")
    #expect(result.statistics.succeeded == 3 && result.statistics.cancelled == 5)
  }

  @Test func usersComeAndGo() async throws {
    let stages = [
      LoadStage(duration: .seconds(10), target: 10), LoadStage(duration: .seconds(10), target: 10),
      LoadStage(duration: .seconds(10), target: 0),
    ]
    let result = try await stub(1).run(
      .fixture(cases: 3, execution: policy(.closed(ClosedLoad(stages: stages)))))
    #expect(result.peakConcurrency == 10)
    #expect((195...215).contains(result.statistics.succeeded), "\(result.statistics.succeeded)")
    #expect(result.statistics.cancelled == 0)
  }

  @Test func usersThink() async throws {
    let load = ClosedLoad(
      stages: [LoadStage(duration: .zero, target: 1), LoadStage(duration: .seconds(10), target: 1)],
      thinkTime: .constant(1))
    let result = try await stub(1).run(.fixture(cases: 3, execution: policy(.closed(load))))
    #expect(result.statistics.succeeded == 5)
  }

  @Test func whatDoesNotDrainIsCancelledAndKept() async throws {
    let load = OpenLoad(stages: [LoadStage(duration: .seconds(1), target: 4)])
    let result = try await stub(50).run(
      .fixture(cases: 1, execution: policy(.open(load), drain: .seconds(2))))
    #expect(result.statistics.cancelled == 4 && result.stopReason == .loadEnded)
    #expect(result.totalDuration == .seconds(3))
  }

  @Test func anHourOfAHundredUsersIsTheSameTwice() async throws {
    let stages = [LoadStage(duration: .zero, target: 100), LoadStage(duration: .seconds(360), target: 100)]
    var policy = policy(.closed(ClosedLoad(stages: stages, thinkTime: .uniform(min: 1, max: 9))))
    policy.retryPolicy = RetryPolicy(jitter: .full)
    policy.rateControl = RateLimit(perMinute: 1200, burst: 20)
    let configuration = try StubConfiguration(
      delay: .logNormal(median: 2, sigma: 0.5), failureRate: 0.05, seed: 3)
    func run() async throws -> RunExecutionResult {
      try await StubExecutor(configuration: configuration, clock: .virtual, ids: .fixed).run(
        .fixture(cases: 40, execution: policy))
    }
    let (first, second) = (try await run(), try await run())
    #expect(first.taskResults == second.taskResults)
    #expect(first.statistics.total > 3000 && first.statistics.retries > 100)
  }

  @Test func weightsMakeAMix() async throws {
    let load = OpenLoad(stages: [LoadStage(duration: .seconds(1000), target: 4)], arrivals: .poisson)
    var cases = RunManifest.fixture(cases: 2).cases
    cases[0].weight = 3
    let manifest = RunManifest(cases: cases, execution: policy(.open(load)), seed: 5)
    let result = try await stub(0.1).run(manifest)
    let first = result.taskResults.count { $0.caseID == "case-1" }
    #expect(abs(Double(first) / Double(result.statistics.total) - 0.75) < 0.04)
    #expect(abs(result.statistics.total - 4000) < 250)
  }

  @Test func scenariosFollowEachOther() async throws {
    var cases = RunManifest.fixture(cases: 4).cases
    for index in 2..<4 { cases[index].scenario = "second" }
    let header = ManifestHeader(
      name: "two",
      scenarios: [
        ScenarioPlan(name: "default", execution: ExecutionPolicy(concurrency: 1)),
        ScenarioPlan(name: "second", startAfter: "default"),
      ])
    let result = try await stub(1).run(RunManifest(header: header, cases: cases))
    #expect(result.statistics.succeeded == 4)
    #expect(result.totalDuration == .seconds(3), "one after the other, then two at once")
  }
}
