import LoadEngine
import RunModel
import Statistics
import Testing

/// Loads over time, alone and beside each other, with everything that can happen to them: planned = started +
/// dropped, each task exactly once.
@Suite struct RandomLoadsTests {
  private struct Plan {
    var manifest: RunManifest
    var stub: StubConfiguration
    var cancelAfter: Int

    init(seed: UInt64) throws {
      var random = SeededGenerator(seed: seed, stream: 77)
      func number(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &random) }
      func stages() -> [LoadStage] {
        (0..<Int.random(in: 1...3, using: &random)).map { _ in
          LoadStage(duration: .milliseconds(Int.random(in: 0...3000, using: &random)), target: number(0...8))
        } + [LoadStage(duration: .seconds(1), target: number(0...8))]
      }
      func policy() -> ExecutionPolicy {
        let open = OpenLoad(
          stages: stages(), arrivals: random.nextUnit() < 0.5 ? .poisson : .uniform,
          maxInFlight: Int.random(in: 1...5, using: &random),
          overflow: random.nextUnit() < 0.5 ? .drop : .queue)
        let closed = ClosedLoad(
          stages: stages(),
          thinkTime: random.nextUnit() < 0.7 ? .uniform(min: 0.1, max: 0.5) : .constant(0.05))
        var policy = ExecutionPolicy(concurrency: Int.random(in: 1...4, using: &random))
        policy.load =
          [.iterations, .open(open), .closed(closed)].randomElement(using: &random) ?? .iterations
        policy.retryPolicy = RetryPolicy(
          maxAttempts: Int.random(in: 1...3, using: &random), backoff: .milliseconds(200), jitter: .full)
        policy.stopConditions.timeoutPerTask = .milliseconds(Int.random(in: 50...900, using: &random))
        if random.nextUnit() < 0.2 { policy.stopConditions.maxFailures = 4 }
        if random.nextUnit() < 0.4 { policy.rateControl = RateLimit(perMinute: number(100...900), burst: 2) }
        policy.drainLimit = .milliseconds(Int.random(in: 0...900, using: &random))
        return policy
      }
      let plans = ["a", "b", "c"].prefix(Int.random(in: 1...3, using: &random)).enumerated().map {
        ScenarioPlan(
          name: $1, weight: number(0...2), startAfter: $0 > 0 && random.nextUnit() < 0.4 ? "a" : nil,
          execution: random.nextUnit() < 0.6 ? policy() : nil)
      }
      let cases = plans.flatMap { plan in
        (0..<Int.random(in: 1...5, using: &random)).map {
          TestCase(id: "\(plan.name)\($0)", scenario: plan.name)
        }
      }
      let header = ManifestHeader(name: "random", seed: seed, scenarios: plans, execution: policy())
      manifest = RunManifest(header: header, cases: cases)
      stub = try StubConfiguration(
        delay: .logNormal(median: 0.2, sigma: 0.8), failureRate: number(0...0.5), seed: seed)
      cancelAfter = random.nextUnit() < 0.4 ? Int.random(in: 1...60, using: &random) : .max
    }
  }

  private final class Sink: ResultSink, @unchecked Sendable {
    let token: CancellationToken
    var rest: Int
    var count = 0

    init(_ token: CancellationToken, after: Int) {
      self.token = token
      rest = after
    }

    func record(_ result: TaskResult) {
      count += 1
      rest -= 1
      if rest == 0 { token.cancel() }
      if rest == -3 { token.abort() }
    }
  }

  private func run(_ plan: Plan) async throws -> RunExecutionResult {
    let token = CancellationToken()
    let sink = Sink(token, after: plan.cancelAfter)
    let result = try await StubExecutor(configuration: plan.stub, clock: .virtual, ids: .fixed)
      .run(plan.manifest, cancellation: token, sinks: [sink])
    #expect(sink.count == result.statistics.total)
    return result
  }

  @Test(arguments: 0..<10) func nothingIsLostOrDoubled(slice: UInt64) async throws {
    for seed in (slice * 60)..<(slice * 60 + 60) {
      let plan = try Plan(seed: seed)
      let result = try await run(plan)
      let counts = TaskStatus.allCases.map(result.statistics.count(of:))
      #expect(counts.reduce(0, +) == result.statistics.total, "seed \(seed)")
      #expect(result.statistics.total == result.taskResults.count, "seed \(seed)")
      let completions = result.taskResults.map(\.completionIndex).sorted()
      #expect(completions == Array(0..<completions.count), "seed \(seed)")
      #expect(Set(result.taskResults.map(\.taskID)).count == completions.count, "seed \(seed)")
      let indices = result.taskResults.map(\.index)
      #expect(indices == indices.sorted(), "in case order, seed \(seed)")
      let second = try await run(plan)
      #expect(second.taskResults == result.taskResults, "the same trace twice, seed \(seed)")
      #expect(second.totalDuration == result.totalDuration, "seed \(seed)")
    }
  }
}
