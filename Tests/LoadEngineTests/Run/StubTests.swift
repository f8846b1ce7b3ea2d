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

  @Test("S017 exponential and log-normal delays have the mean and the median that they name")
  func skewedDelays() async throws {
    func delays(_ delay: DelayDistribution) async throws -> [Double] {
      let result = try await run(try StubConfiguration(delay: delay, seed: 5), cases: 4000) {
        $0.concurrency = 100
        $0.stopConditions.timeoutPerTask = nil
      }
      return result.taskResults.map(\.executionTime.inSeconds).sorted()
    }
    let exponential = try await delays(.exponential(mean: 3))
    #expect(abs(exponential.reduce(0, +) / 4000 - 3) < 0.2)
    #expect(abs(exponential[2000] - 3 * 0.693) < 0.2, "its median is ln 2 of the mean")
    let logNormal = try await delays(.logNormal(median: 2, sigma: 0.5))
    #expect(abs(logNormal[2000] - 2) < 0.1)
    #expect(abs(logNormal[3365] - 2 * 1.6487) < 0.2, "one sigma above: e to the half")
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
    let configuration = try StubConfiguration(delay: .constant(1.5), failureRate: 1)
    let result = try await run(configuration, cases: 20) {
      $0.batchSize = 2
      $0.rateControl = RateLimit(perMinute: 60, burst: 1)
      $0.stopConditions.maxFailures = 3
    }
    // Two begin at 0 and 1 s; the next two when both have ended, at 2.5 and 3.5 s. The third failure is at 4 s.
    #expect(result.statistics.failed == 4 && result.statistics.cancelled == 16)
    #expect(result.stopReason == .maxFailures(limit: 3) && result.totalDuration == .seconds(5))
    let starts = result.taskResults.prefix(4).map { $0.attempts[0].start - .zero }
    #expect(starts == [.zero, .seconds(1), .milliseconds(2500), .milliseconds(3500)])
  }

  @Test("S116 a stub's clock and ids are injected")
  func injected() async throws {
    let ids = IDSource(run: { "the-run" }, task: { "t\($0)" })
    let stub = try StubExecutor(
      simulatedDelay: 3600, behaviors: ["t1": .failure()], clock: .virtual, ids: ids)
    let result = try await stub.run(.fixture(cases: 2).with { $0.stopConditions.timeoutPerTask = nil })
    #expect(result.runID == "the-run" && result.taskResults.map(\.taskID) == ["t0", "t1"])
    #expect(result.totalDuration == .seconds(3600) && result.taskResults[1].status == .failed)
  }

  @Test("S121 an error has the class that was asked for")
  func errorClass() async throws {
    let configuration = try StubConfiguration().with(.error(class: .gateway), for: .index(0))
    let result = try await run(configuration, cases: 2)
    #expect(result.taskResults.map(\.failure) == [.gateway, nil])
    #expect(result.taskResults[0].errorMessage == "simulated error (task-1, attempt 1)")
  }

  @Test("S038 a run uses the configuration that it began with")
  func snapshot() async throws {
    let stub = try StubExecutor(simulatedDelay: 0.05)
    let run = stub.start(.fixture(cases: 3).with(concurrency: 1))
    for await event in run.events {
      if case .attemptStarted(0, _, _, _) = event { try stub.setFailureRate(1) }
    }
    let result = try await run.result
    #expect(result.statistics.succeeded == 3)
    #expect(result.metadata["stub"] == "delay 0.05 s, failure rate 0.0, seed 0")
    #expect(try await stub.run(.fixture(cases: 3)).statistics.failed == 3)
  }
}
