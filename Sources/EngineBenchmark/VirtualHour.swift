import LoadEngine
import RunModel

/// An hour of 100 users with retries, a rate limit and think time, in virtual time.
struct VirtualHour {
  struct Outcome {
    var tasks: Int
    var milliseconds: Int64
    var isSameTwice: Bool
  }

  func run() async throws -> Outcome {
    let start = Cost.now
    let first = try await once()
    let cost = Cost.now - start
    let second = try await once()
    return Outcome(
      tasks: first.statistics.total, milliseconds: cost.wall / 1_000_000,
      isSameTwice: first.taskResults == second.taskResults)
  }

  private func once() async throws -> RunExecutionResult {
    let stages = [LoadStage(duration: .zero, target: 100), LoadStage(duration: .seconds(3600), target: 100)]
    let policy = ExecutionPolicy(
      rateControl: RateLimit(perMinute: 1200, burst: 20), retryPolicy: RetryPolicy(jitter: .full),
      stopConditions: StopConditions(timeoutPerTask: .seconds(10)),
      load: .closed(ClosedLoad(stages: stages, thinkTime: .uniform(min: 1, max: 9))))
    let stub = try StubExecutor(
      configuration: StubConfiguration(
        delay: .logNormal(median: 2, sigma: 0.5), failureRate: 0.05, seed: 3),
      clock: .virtual, ids: .fixed)
    return try await stub.run(.fixture(cases: 40, execution: policy))
  }
}
