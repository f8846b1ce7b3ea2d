import LoadEngine
import RunModel
import Statistics
import Testing

/// What a stub can be told to do.
@Suite struct StubTests {
  private func run(
    _ configuration: StubConfiguration, cases: Int = 4, _ change: (inout ExecutionPolicy) -> Void = { _ in }
  ) async throws -> RunExecutionResult {
    try await StubExecutor(configuration: configuration, clock: .virtual)
      .run(.fixture(cases: cases).with(change))
  }

  @Test("S019 scripts by attempt, for an id, a position, or a condition")
  func scripts() async throws {
    let configuration = try StubConfiguration()
      .with(.failure(), .error(), .success(), for: .index(1))
      .with(.error(), for: .matching { $0.parameters["number"] == 3 })
      .with(.failure(), for: .id("case-4"))
    let result = try await run(configuration) { $0.retryPolicy = RetryPolicy() }
    #expect(result.taskResults.map(\.status) == [.succeeded, .succeeded, .error, .failed])
    #expect(result.taskResults[1].attempts.map(\.status) == [.failed, .error, .succeeded])
    #expect(result.taskResults.map(\.attemptCount) == [1, 3, 3, 3])
  }

  @Test("S120 a stub that hangs is ended at its limit, one that says so at once is not")
  func timeouts() async throws {
    let configuration = try StubConfiguration().with(.timeout(.hang), for: .index(0))
      .with(.timeout(.immediate), for: .index(1))
    let result = try await run(configuration, cases: 2) { $0.stopConditions.timeoutPerTask = .seconds(7) }
    #expect(result.taskResults.map(\.status) == [.timeout, .timeout])
    #expect(result.taskResults.map(\.executionTime) == [.seconds(7), .zero])
    #expect(result.statistics.leakedAttempts == 0)
  }

  @Test("S018 a rate for tasks is not lessened by retries, one for attempts is")
  func scopes() async throws {
    func failed(_ scope: StubConfiguration.Scope) async throws -> Double {
      let configuration = try StubConfiguration(failureRate: 0.3, failureScope: scope, seed: 8)
      let result = try await run(configuration, cases: 3000) { $0.retryPolicy = RetryPolicy() }
      return Double(result.statistics.failed) / 3000
    }
    #expect(abs(try await failed(.task) - 0.3) < 0.03)
    #expect(abs(try await failed(.attempt) - 0.027) < 0.012)
  }

  @Test("S017 S113 S114 S115 delays as configured, none by default", arguments: [0, 1, 2, 3, 4])
  func delays(index: Int) async throws {
    var recorded = Histogram()
    recorded.record(250_000_000)
    let delays: [(DelayDistribution, ClosedRange<Double>)] = [
      (.constant(0), 0...0), (.constant(0.1), 0.1...0.1), (.uniform(min: 1, max: 2), 1...2),
      (.recorded(recorded), 0.249...0.251), (.normal(mean: 1, standardDeviation: 0.01), 0.9...1.1),
    ]
    let (delay, range) = delays[index]
    let result = try await run(try StubConfiguration(delay: delay, seed: 5), cases: 50)
    #expect(result.taskResults.allSatisfy { range.contains($0.executionTime.inSeconds) })
  }

  @Test("S118 S127 a success says what was asked, and costs 100 tokens")
  func success() async throws {
    let result = try await run(try StubConfiguration(), cases: 2)
    let outputs = result.taskResults[1].outputs
    #expect(outputs["task_id"] == "task-2" && outputs["workflow_id"] == "workflow")
    #expect(outputs["parameters"]?["number"] == 2)
    #expect(result.taskResults[1].attempts[0].exchanges[0].runID == "stub-run-task-2")
    #expect(result.statistics.tokens.total == 200)
  }

  @Test("S014 S020 S112 S117 everything an executor does, it does with a stub")
  func everyFeature() async throws {
    let configuration = try StubConfiguration(delay: .constant(1), failureRate: 1)
    let result = try await run(configuration, cases: 20) {
      $0.batchSize = 2
      $0.rateControl = RateLimit(perMinute: 60, burst: 1)
      $0.stopConditions.maxFailures = 3
    }
    #expect(result.statistics.failed == 3 || result.statistics.failed == 4)
    #expect(result.statistics.total == 20 && result.stopReason == .maxFailures(limit: 3))
  }
}
