import LoadEngine
import RunModel
import Statistics
import Testing

/// planned = succeeded + failed + timeout + error + cancelled, each case exactly once, whatever happens:
/// random manifests, failures, limits, stops and cancellations at random instants, in virtual time.
@Suite struct NoResultIsLostTests {
  static let runs = 10_000

  private struct Plan {
    var manifest: RunManifest
    var seed: UInt64
    var cancelAt: Duration?
    var abortAt: Duration?

    init(seed: UInt64) {
      var random = SeededGenerator(seed: seed)
      func chance(_ share: Double) -> Bool { random.nextUnit() < share }
      func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
      var policy = ExecutionPolicy(concurrency: pick(1...6))
      if chance(0.4) { policy.batchSize = pick(1...5) }
      if chance(0.5) { policy.batchMode = .sliding }
      if chance(0.3) { policy.batchPause = .milliseconds(pick(0...300)) }
      if chance(0.3) {
        policy.rateControl = RateLimit(perMinute: Double(pick(60...6000)), burst: pick(1...5))
      }
      if chance(0.5) {
        policy.retryPolicy = RetryPolicy(maxAttempts: pick(1...3), backoff: .milliseconds(pick(0...500)))
      }
      policy.stopConditions.timeoutPerTask = chance(0.8) ? .milliseconds(pick(1...800)) : nil
      if chance(0.2) { policy.stopConditions.timeoutTotal = .milliseconds(pick(1...3000)) }
      if chance(0.2) { policy.stopConditions.maxFailures = pick(1...5) }
      if chance(0.1) { policy.stopConditions.consecutiveFailures = pick(1...3) }
      policy.drainLimit = .milliseconds(pick(0...1000))
      manifest = RunManifest.fixture(cases: pick(0...14), execution: policy, seed: seed)
      self.seed = seed
      if chance(0.4) { cancelAt = .milliseconds(pick(0...1500)) }
      if cancelAt != nil, chance(0.5) { abortAt = .milliseconds(pick(0...1500)) }
    }
  }

  private func run(_ plan: Plan) async throws -> RunExecutionResult {
    let token = CancellationToken()
    let executor = ConcurrentExecutor(clock: .virtual, ids: .fixed) { context in
      var random = SeededGenerator(
        seed: plan.seed, stream: stableHash(context.testCase.id), UInt64(context.attempt))
      let delay = Duration.milliseconds(Int(random.nextUnit() * 1000))
      for (instant, isAbort) in [(plan.cancelAt, false), (plan.abortAt, true)] {
        guard let instant, context.now - .zero <= instant, context.now + delay > .zero + instant else {
          continue
        }
        if isAbort { token.abort() } else { token.cancel() }
      }
      if random.nextUnit() < 0.1 {
        // Work that ignores cancellation.
        let end = context.now + delay
        await Task(executorPreference: context.scope.loop) { try? await context.scope.sleep(until: end) }
          .value
      } else {
        try await context.sleep(for: delay)
      }
      switch random.nextUnit() {
      case ..<0.6: return .success
      case ..<0.75: throw TaskError.business("no")
      case ..<0.85: throw TaskError.broken("broke", class: .reset)
      case ..<0.9: throw CancellationError()
      default: return TaskOutput(status: .timeout)
      }
    }
    return try await executor.run(plan.manifest, cancellation: token)
  }

  private func check(_ result: RunExecutionResult, _ plan: Plan) {
    let seed = plan.seed
    let counts: [TaskStatus] = [.succeeded, .failed, .timeout, .error, .cancelled]
    let statistics = result.statistics
    #expect(statistics.total == plan.manifest.cases.count, "seed \(seed)")
    #expect(counts.map(statistics.count(of:)).reduce(0, +) == statistics.total, "seed \(seed)")
    let measured = result.taskResults.reduce(into: RunMeasurements()) { $0.record($1) }
    #expect(result.counts.differences(from: measured).isEmpty, "seed \(seed)")
    #expect(result.taskResults.map(\.caseID) == plan.manifest.cases.map(\.id), "seed \(seed)")
    #expect(Set(result.taskResults.map(\.completionIndex)).count == statistics.total, "seed \(seed)")
    #expect(result.peakConcurrency <= plan.manifest.execution.concurrency, "seed \(seed)")
    for task in result.taskResults {
      let limit = plan.manifest.execution.stopConditions.timeoutPerTask ?? .seconds(3600)
      #expect(task.attempts.map(\.number) == Array(1..<(task.attemptCount + 1)), "seed \(seed)")
      #expect(task.attemptCount <= plan.manifest.execution.retryPolicy.maxAttempts, "seed \(seed)")
      #expect(task.attempts.allSatisfy { $0.start <= $0.end && $0.end - $0.start <= limit }, "seed \(seed)")
    }
  }

  @Test("S012 S072 S096 S097 S098 every planned task has exactly one result", arguments: 0..<20)
  func oneResultATask(slice: Int) async throws {
    let size = Self.runs / 20
    for seed in (slice * size)..<((slice + 1) * size) {
      let plan = Plan(seed: UInt64(seed))
      check(try await run(plan), plan)
    }
  }

  @Test func theSameRunGivesTheSameTrace() async throws {
    for seed in 0..<200 as Range<UInt64> {
      let plan = Plan(seed: seed)
      let (first, second) = (try await run(plan), try await run(plan))
      #expect(
        first.taskResults == second.taskResults && first.totalDuration == second.totalDuration, "seed \(seed)"
      )
    }
  }
}
