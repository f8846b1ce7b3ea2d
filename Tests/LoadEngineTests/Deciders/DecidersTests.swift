import LoadEngine
import RunModel
import Statistics
import Testing

@Suite struct RateLimiterTests {
  private func at(_ seconds: Double) -> RunInstant { RunInstant(nanoseconds: Int64(seconds * 1e9)) }

  @Test("B11 S129 the bucket starts full, refills at the rate and never above the burst")
  func refills() {
    var limiter = RateLimiter(RateLimit(perMinute: 60, burst: 10))
    #expect(limiter.available(at: at(0)) == 10)
    let seven = limiter.tryAcquire(7, at: at(0))
    #expect(seven)
    #expect(limiter.available(at: at(0)) == 3)
    #expect(limiter.available(at: at(5)) == 8)
    #expect(limiter.available(at: at(900)) == 10)
    for (count, second) in [(4, 0.0), (11, 900), (0, 900), (-3, 900)] {
      let granted = limiter.tryAcquire(count, at: at(second))
      #expect(!granted, "\(count) tokens")
    }
  }

  @Test func anEmptyBucketGrantsLater() {
    var limiter = RateLimiter(RateLimit(perMinute: 60, burst: 10))
    for _ in 0..<10 { _ = limiter.reserve(at: at(0)) }
    let grants = (0..<5).map { _ in limiter.reserve(at: at(0)) }
    #expect(grants == [1, 2, 3, 4, 5].map(at))
  }

  @Test func neverMoreThanTheLimitInAnyWindow() {
    for seed in 0..<300 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let limit = RateLimit(
        perMinute: Double.random(in: 1...6000, using: &random), burst: Int.random(in: 1...20, using: &random))
      var limiter = RateLimiter(limit)
      var now: Int64 = 0
      var grants: [Int64] = []
      for _ in 0..<120 {
        now += Int64.random(in: 0...1_000_000_000, using: &random)
        grants.append(limiter.reserve(at: RunInstant(nanoseconds: now)).nanoseconds)
      }
      #expect(grants == grants.sorted(), "first come, first served")
      for first in stride(from: 0, to: grants.count, by: 7) {
        for last in first..<grants.count {
          let window = Double(grants[last] - grants[first]) / 60e9
          #expect(
            Double(last - first + 1) <= Double(limit.burst) + window * limit.perMinute + 1e-6, "seed \(seed)")
        }
      }
    }
  }
}

@Suite struct RetryDeciderTests {
  @Test("S030 S031 S039 S084 S085 the seed's waits, and a cap")
  func waits() {
    let seed = RetryDecider(RetryPolicy(maxAttempts: 5))
    #expect((1...4).map { seed.exponential(attempt: $0).inSeconds } == [2, 3, 4.5, 6.75])
    let capped = RetryDecider(
      RetryPolicy(maxAttempts: 10, backoff: .seconds(1), multiplier: 2, maxBackoff: .seconds(8)))
    #expect((1...6).map { capped.exponential(attempt: $0).inSeconds } == [1, 2, 4, 8, 8, 8])
  }

  @Test("S029 S041 S044 S083 who is tried again", arguments: TaskStatus.allCases)
  func whoIsTriedAgain(status: TaskStatus) {
    let decider = RetryDecider(RetryPolicy(maxAttempts: 2))
    #expect(
      (decider.pause(after: 1, status: status, stream: 0) != nil)
        == [.failed, .timeout, .error].contains(status))
    #expect(decider.pause(after: 2, status: status, stream: 0) == nil)
    #expect(RetryDecider(.never).pause(after: 1, status: status, stream: 0) == nil)
  }

  @Test(arguments: RetryPolicy.Jitter.allCases) func jitterStaysInItsBounds(jitter: RetryPolicy.Jitter) {
    let decider = RetryDecider(
      RetryPolicy(
        maxAttempts: 9, backoff: .seconds(2), multiplier: 2, maxBackoff: .seconds(20), jitter: jitter),
      seed: 4)
    for stream in 0..<500 as Range<UInt64> {
      let pause = decider.pause(after: 3, status: .error, stream: stream, lastPause: .seconds(5))!.inSeconds
      switch jitter {
      case .none: #expect(pause == 8)
      case .full: #expect((0...8).contains(pause))
      case .equal: #expect((4...8).contains(pause))
      case .decorrelated: #expect((2...15).contains(pause))
      }
      #expect(
        decider.pause(after: 3, status: .error, stream: stream, lastPause: .seconds(5))!.inSeconds == pause)
    }
  }

  @Test func theServersWishIsHonouredWithinBounds() {
    let decider = RetryDecider(RetryPolicy(maxRetryAfter: .seconds(10)))
    func pause(_ wish: Int) -> Duration? {
      decider.pause(after: 1, status: .error, stream: 0, retryAfter: .seconds(wish))
    }
    #expect([1, 5, 99].map(pause) == [.seconds(2), .seconds(5), .seconds(10)])
  }
}

@Suite struct StopTests {
  private func run(_ statuses: [TaskStatus], concurrency: Int = 1, _ change: (inout StopConditions) -> Void)
    async throws -> RunExecutionResult
  {
    let executor = ConcurrentExecutor(clock: .virtual) { context in
      try await context.sleep(for: .seconds(1))
      var exchange = ExchangeRecord()
      exchange.tokens = TokenUsage(total: 10)
      exchange.price = Price(units: 5)
      return TaskOutput(
        status: statuses[Int(context.parameters["number"]!.doubleValue!) - 1], exchanges: [exchange])
    }
    let manifest = RunManifest.fixture(cases: statuses.count).with {
      $0.concurrency = concurrency
      change(&$0.stopConditions)
    }
    return try await executor.run(manifest)
  }

  @Test("S033 S053 admission stops exactly at max_failures")
  func maxFailures() async throws {
    let result = try await run([.failed, .succeeded, .error, .timeout, .failed, .failed]) {
      $0.maxFailures = 2
    }
    #expect(
      result.taskResults.map(\.status) == [.failed, .succeeded, .error, .cancelled, .cancelled, .cancelled])
    #expect(result.stopReason == .maxFailures(limit: 2))
    #expect(result.taskResults[5].cancelReason == .maxFailures(limit: 2))
  }

  @Test func whatIsInFlightAtTheStopDrains() async throws {
    let result = try await run(Array(repeating: .failed, count: 9), concurrency: 3) { $0.maxFailures = 1 }
    #expect(result.statistics.failed == 3 && result.statistics.cancelled == 6)
  }

  @Test func otherConditions() async throws {
    let pattern = (0..<30).map { $0 % 3 == 0 ? TaskStatus.succeeded : .failed }
    let row = try await run(pattern) { $0.consecutiveFailures = 2 }
    #expect(row.statistics.completed == 3)
    let tokens = try await run(pattern) { $0.maxTokens = 50 }
    #expect(tokens.statistics.completed == 5 && tokens.stopReason == .maxTokens(limit: 50))
    let cost = try await run(pattern) { $0.maxCost = Price(units: 20) }
    #expect(cost.statistics.completed == 4)
  }

  @Test("B09 S032 timeout_total bounds the run")
  func total() async throws {
    let result = try await run(Array(repeating: .succeeded, count: 9)) {
      $0.timeoutTotal = .milliseconds(2500)
    }
    #expect(result.taskResults.map(\.status).prefix(3) == [.succeeded, .succeeded, .cancelled])
    #expect(result.totalDuration == .milliseconds(2500) && result.statistics.total == 9)
  }

  @Test func workThatIgnoresItsLimitIsCountedAsLeaked() async throws {
    let executor = ConcurrentExecutor(clock: .virtual) { context in
      let end = context.now + .seconds(60)
      await Task(executorPreference: context.scope.loop) { try? await context.scope.sleep(until: end) }.value
      return .success
    }
    let result = try await executor.run(
      .fixture(cases: 3).with {
        $0.concurrency = 1; $0.stopConditions.timeoutPerTask = .seconds(1)
      })
    #expect(result.statistics.timeout == 3 && result.statistics.leakedAttempts == 3)
    #expect(
      result.totalDuration == .milliseconds(3250),
      "each slot is freed at the limit; the last has a moment to answer")
  }
}

@Suite struct WindowTests {
  private func run(_ cases: Int, _ change: (inout ExecutionPolicy) -> Void) async throws -> RunExecutionResult
  {
    let work = StubWork(try StubConfiguration())
    let executor = ConcurrentExecutor(clock: .virtual) { context in
      let number = Int(context.parameters["number"]!.doubleValue!)
      try await context.sleep(for: .seconds(number % 5 == 1 ? 3 : 1))
      return try await work(context)
    }
    return try await executor.run(
      .fixture(cases: cases).with {
        $0.concurrency = 10; change(&$0)
      })
  }

  @Test("S028 S128 B10 a barrier waits for the slowest, and pauses")
  func barrier() async throws {
    let result = try await run(15) {
      $0.batchSize = 5; $0.batchPause = .seconds(2)
    }
    #expect(result.totalDuration == .seconds(3 * 3 + 2 * 2))
    #expect(result.peakConcurrency == 5)
  }

  @Test func aSlidingWindowDoesNot() async throws {
    let result = try await run(15) {
      $0.batchSize = 5; $0.batchMode = .sliding
    }
    #expect(result.totalDuration < .seconds(7) && result.peakConcurrency == 5)
  }

  @Test(arguments: [(10, 5, 2), (11, 5, 3), (3, 10, 1), (9, 3, 3), (0, 3, 0)])
  func countsWindows(cases: Int, size: Int, windows: Int) async throws {
    let executor = ConcurrentExecutor(clock: .virtual) { _ in .success }
    let run = executor.start(.fixture(cases: cases).with { $0.batchSize = size })
    var opened = 0
    for await event in run.events { if case .windowOpened = event { opened += 1 } }
    #expect(opened == windows)
    #expect(try await run.result.statistics.total == cases)
  }

  @Test func aBatchLargerThanTheBurstPaces() async throws {
    let executor = ConcurrentExecutor(clock: .virtual) { _ in .success }
    let result = try await executor.run(
      .fixture(cases: 30).with {
        $0.concurrency = 50; $0.batchSize = 30; $0.rateControl = RateLimit(perMinute: 60, burst: 10)
      })
    #expect(result.totalDuration == .seconds(20))
    #expect(
      result.taskResults[29].attempts[0].granted - result.taskResults[29].attempts[0].admitted == .seconds(20)
    )
  }
}

@Suite struct PolicyTests {
  static let wrong: [(String, @Sendable (inout ExecutionPolicy) -> Void)] = [
    ("concurrency", { $0.concurrency = 0 }), ("concurrency", { $0.concurrency = 1_000_001 }),
    ("batch_size", { $0.batchSize = -1 }),
    ("retry_policy.max_attempts", { $0.retryPolicy.maxAttempts = 0 }),
    ("retry_policy.backoff_multiplier", { $0.retryPolicy.multiplier = 0.5 }),
    ("retry_policy.backoff_seconds", { $0.retryPolicy.backoff = .seconds(-1) }),
    ("retry_policy.retry_on", { $0.retryPolicy.retryOn = [.succeeded] }),
    ("stop_conditions.timeout_per_task", { $0.stopConditions.timeoutPerTask = .zero }),
    ("stop_conditions.max_failures", { $0.stopConditions.maxFailures = 0 }),
    ("rate_control.per_minute", { $0.rateControl = RateLimit(perMinute: 0) }),
    ("rate_control.per_minute", { $0.rateControl = RateLimit(perMinute: .infinity) }),
    ("retry_policy.max_backoff", { $0.retryPolicy.maxBackoff = .seconds(-1) }),
    ("retry_policy.max_retry_after", { $0.retryPolicy.maxRetryAfter = .seconds(-1) }),
    ("drain_limit", { $0.drainLimit = .seconds(200_000_000) }),
    ("stop_conditions.max_cost", { $0.stopConditions.maxCost = .zero }),
    ("stop_conditions.max_error_rate.limit", { $0.stopConditions.maxErrorRate = .init(limit: 1.5) }),
    ("stop_conditions.min_success_rate.limit", { $0.stopConditions.minSuccessRate = .init(limit: .nan) }),
    ("rate_control.burst", { $0.rateControl = RateLimit(perMinute: 1, burst: 0) }),
    ("load.stages", { $0.load = .open(OpenLoad(stages: [])) }),
  ]

  @Test(arguments: 0..<wrong.count) func badValuesAreRefusedByName(index: Int) async throws {
    let (field, change) = Self.wrong[index]
    let manifest = RunManifest.fixture(cases: 1).with(change)
    let executor = ConcurrentExecutor(clock: .virtual) { _ in
      Issue.record("nothing may begin")
      return .success
    }
    let error = await #expect(throws: InvalidManifest.self) { try await executor.run(manifest) }
    #expect(error?.problems.map(\.field).contains(field) == true, "\(String(describing: error))")
  }
}
