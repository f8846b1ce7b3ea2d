import LoadEngine
import RunModel
import Synchronization
import Testing

/// Several scenarios in one run.
@Suite struct ScenarioRunTests {
  private func cases(_ scenarios: (name: String, count: Int)...) -> [TestCase] {
    scenarios.flatMap { scenario in
      (0..<scenario.count).map { TestCase(id: "\(scenario.name)-\($0)", scenario: scenario.name) }
    }
  }

  private func run(
    _ scenarios: [ScenarioPlan], _ cases: [TestCase], execution: ExecutionPolicy = .init(),
    targets: [TargetSpecification] = [], fails: @escaping @Sendable (TestCase) -> Bool = { _ in false }
  ) async throws -> (result: RunExecutionResult, order: [String]) {
    let order = Mutex<[String]>([])
    let executor = ConcurrentExecutor(clock: .virtual, ids: .fixed) { context in
      order.withLock { $0.append(context.testCase.id) }
      try await context.sleep(for: .seconds(1))
      if fails(context.testCase) { throw TaskError.business("no") }
      return .success
    }
    let header = ManifestHeader(
      name: "several", targets: targets, scenarios: scenarios, execution: execution)
    let result = try await executor.run(RunManifest(header: header, cases: cases))
    return (result, order.withLock { $0 })
  }

  @Test func theRunsLimitHoldsForAllScenariosTogether() async throws {
    let own = ExecutionPolicy(concurrency: 10)
    let (result, _) = try await run(
      [ScenarioPlan(name: "a", execution: own), ScenarioPlan(name: "b", execution: own)],
      cases(("a", 10), ("b", 10)), execution: ExecutionPolicy(rateControl: RateLimit(perMinute: 60, burst: 1))
    )
    let starts = result.taskResults.map { $0.attempts[0].start }.sorted()
    #expect(starts == (0..<20).map { .zero + .seconds($0) })
  }

  @Test func setupComesBeforeAndTeardownAfter() async throws {
    let plan = ScenarioPlan(
      name: "a", setup: [TestCase(id: "before")], teardown: [TestCase(id: "after")])
    let (result, order) = try await run([plan], cases(("a", 2)))
    #expect(order.first == "before" && order.last == "after" && order.count == 4)
    #expect(result.statistics.total == 2, "they are not counted")
    #expect(result.setupResults.map(\.caseID) == ["before", "after"])
    #expect(result.setupResults.map(\.taskID) == ["a-setup-1", "a-teardown-1"])
  }

  /// Both count from 0, and only the load's cases are told by their numbers to whoever resumes the run.
  @Test func whatComesBeforeAndAfterIsNoCaseOfTheLoad() async throws {
    let seen = Mutex<[String]>([])
    let executor = ConcurrentExecutor(clock: .virtual, ids: .fixed) { context in
      seen.withLock { $0.append("\(context.testCase.id) \(context.index) \(context.isOfLoad)") }
      return .success
    }
    let plan = ScenarioPlan(name: "a", setup: [TestCase(id: "before")], teardown: [TestCase(id: "after")])
    let header = ManifestHeader(name: "several", targets: [], scenarios: [plan], execution: .init())
    _ = try await executor.run(RunManifest(header: header, cases: cases(("a", 1))))
    #expect(seen.withLock(\.self) == ["before 0 false", "a-0 0 true", "after 0 false"])
  }

  @Test func withoutItsSetupAScenarioDoesNotBegin() async throws {
    let plan = ScenarioPlan(
      name: "a", setup: [TestCase(id: "before")], teardown: [TestCase(id: "after")])
    let (result, order) = try await run([plan], cases(("a", 3))) { $0.id == "before" }
    #expect(order == ["before", "after"])
    #expect(result.statistics.cancelled == 3)
    #expect(result.stopReason == .setupFailed(scenario: "a"))
  }

  @Test func aStopConditionEndsAllScenarios() async throws {
    var own = ExecutionPolicy(concurrency: 1)
    own.stopConditions.maxFailures = 2
    let (result, _) = try await run(
      [
        ScenarioPlan(name: "a", execution: own),
        ScenarioPlan(name: "b", execution: ExecutionPolicy(concurrency: 1)),
        ScenarioPlan(name: "c", startAfter: "b"),
      ], cases(("a", 9), ("b", 9), ("c", 9))
    ) { $0.scenario == "a" }
    #expect(result.statistics.failed == 2 && result.statistics.succeeded == 2)
    #expect(result.statistics.cancelled == 23 && result.statistics.total == 27)
    #expect(result.stopReason == .maxFailures(limit: 2))
  }

  @Test func casesOfNoKnownScenarioAreRunToo() async throws {
    let own = ExecutionPolicy(concurrency: 2)
    let (result, _) = try await run(
      [ScenarioPlan(name: "a", execution: own)], cases(("x", 2), ("a", 3), ("y", 2)))
    #expect(result.statistics.succeeded == 7)
    #expect(result.taskResults.map(\.caseID) == ["x-0", "x-1", "a-0", "a-1", "a-2", "y-0", "y-1"])
    #expect(result.taskResults.map(\.taskID) == (1...7).map { "task-\($0)" })
  }

  @Test func theTotalLimitCountsFromTheRunsStart() async throws {
    var policy = ExecutionPolicy(concurrency: 1)
    policy.stopConditions.timeoutTotal = .milliseconds(4500)
    let (result, _) = try await run(
      [ScenarioPlan(name: "a"), ScenarioPlan(name: "b", startAfter: "a")], cases(("a", 3), ("b", 3)),
      execution: policy)
    #expect(result.totalDuration == .milliseconds(4500) && result.statistics.succeeded == 4)
  }

  @Test func allThatWaitForOneBeginTogetherWhenItEnds() async throws {
    let (result, _) = try await run(
      [
        ScenarioPlan(name: "a"), ScenarioPlan(name: "b", startAfter: "a"),
        ScenarioPlan(name: "c", startAfter: "a"),
        ScenarioPlan(name: "d", startAfter: "c"),
      ], cases(("a", 2), ("b", 2), ("c", 2), ("d", 1)), execution: ExecutionPolicy(concurrency: 1))
    let starts = Dictionary(grouping: result.taskResults) { $0.scenario }.mapValues {
      $0.map { $0.attempts[0].start.nanoseconds / 1_000_000_000 }.sorted()
    }
    #expect(starts == ["a": [0, 1], "b": [2, 3], "c": [2, 3], "d": [4]])
  }

  @Test func scenariosShareAMixByTheirWeightNotByTheirCases() async throws {
    let load = OpenLoad(stages: [LoadStage(duration: .seconds(1000), target: 4)])
    let (result, _) = try await run(
      [ScenarioPlan(name: "a", weight: 1), ScenarioPlan(name: "b", weight: 1)], cases(("a", 9), ("b", 1)),
      execution: ExecutionPolicy(load: .open(load)))
    let first = result.taskResults.count { $0.scenario == "a" }
    #expect(abs(Double(first) / Double(result.statistics.total) - 0.5) < 0.04)
  }

  @Test("B19 tasks that the plan has in its warm-up are marked")
  func warmUp() async throws {
    let load = OpenLoad(stages: [
      LoadStage(duration: .seconds(5), target: 2, isWarmUp: true),
      LoadStage(duration: .seconds(5), target: 2),
    ])
    let (result, _) = try await run([], cases(("a", 1)), execution: ExecutionPolicy(load: .open(load)))
    #expect(result.taskResults.map(\.isWarmUp) == (0..<20).map { $0 < 10 })
  }
}

/// Limits count over the scenarios of a run.
@Suite struct SharedLimitTests {
  private static func manifest(_ conditions: StopConditions, _ other: StopConditions? = nil) -> RunManifest {
    let names = ["a", "b", "c"]
    let cases = (0..<300).map { TestCase(id: "case-\($0)", scenario: names[$0 % 3]) }
    var manifest = RunManifest(name: "limits", cases: cases)
    manifest.header.scenarios = names.map { name in
      ScenarioPlan(
        name: name,
        execution: ExecutionPolicy(
          concurrency: 1, stopConditions: name == "c" ? other ?? conditions : conditions))
    }
    return manifest
  }

  private static func run(_ manifest: RunManifest) async throws -> RunExecutionResult {
    try await ConcurrentExecutor(clock: .virtual) { context in
      try await context.sleep(for: .milliseconds(100))
      var exchange = ExchangeRecord()
      exchange.tokens = TokenUsage(total: 10)
      exchange.price = Price(decimal: "0.5")
      return TaskOutput(status: .failed, exchanges: [exchange])
    }.run(manifest)
  }

  @Test(arguments: [
    (StopConditions(maxFailures: 5), StopReason.maxFailures(limit: 5)),
    (StopConditions(consecutiveFailures: 5), .consecutiveFailures(limit: 5)),
    (StopConditions(maxCost: Price(decimal: "2.5")), .maxCost(limit: Price(decimal: "2.5")!)),
    (StopConditions(maxTokens: 50), .maxTokens(limit: 50)),
    (
      StopConditions(minSuccessRate: .init(limit: 0.99, minimumCount: 5)),
      .minSuccessRate(limit: 0.99, observed: 0, completed: 5)
    ),
  ]) func aLimitIsCountedOverAllScenarios(conditions: StopConditions, reason: StopReason) async throws {
    let result = try await Self.run(Self.manifest(conditions))
    #expect(result.stopReason == reason)
    // Three are under way at once: what the fifth failure finds in flight may end.
    let done = result.taskResults.filter { $0.status == .failed }.count
    #expect((5...7).contains(done))
    #expect(result.taskResults.count == 300)
  }

  @Test func aLimitOfItsOwnCountsOneScenario() async throws {
    let result = try await Self.run(
      Self.manifest(StopConditions(maxFailures: 60), StopConditions(maxFailures: 8)))
    #expect(result.stopReason == .maxFailures(limit: 8))
    #expect(result.taskResults.filter { $0.scenario == "c" && $0.status == .failed }.count == 8)
  }

  @Test func theMostAtOnceIsThatOfAllScenarios() async throws {
    #expect(try await Self.run(Self.manifest(StopConditions())).peakConcurrency == 3)
  }
}
