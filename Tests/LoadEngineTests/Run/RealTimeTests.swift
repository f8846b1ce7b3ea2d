import LoadEngine
import RunModel
import Synchronization
import Testing

/// The seed's patterns on the real clock: by what they take beside each other, not by the clock on the wall.
@Suite struct RealTimeTests {
  @Test("S068 a run ends with its limit, not with its work")
  func limits() async throws {
    let executor = ConcurrentExecutor { context in
      try await context.sleep(for: .seconds(1000))
      return .success
    }
    let manifest = RunManifest.fixture(cases: 2).with { $0.stopConditions.timeoutPerTask = .milliseconds(50) }
    let result = try await executor.run(manifest)
    #expect(result.statistics.timeout == 2)
    #expect(result.totalDuration >= .milliseconds(50) && result.totalDuration < .seconds(500))
    #expect(result.taskResults.allSatisfy { $0.executionTime >= .milliseconds(50) })
  }

  @Test("S014 S027 S073 ten tasks at concurrency five take about two of them, and five are at work at once")
  func concurrency() async throws {
    let counts = Mutex((now: 0, most: 0))
    let executor = ConcurrentExecutor { context in
      counts.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
      defer { counts.withLock { $0.now -= 1 } }
      try await context.sleep(for: .milliseconds(100))
      return .success
    }
    let result = try await executor.run(.fixture(cases: 10).with(concurrency: 5))
    let oneByOne = result.taskResults.reduce(Duration.zero) { $0 + $1.executionTime }
    #expect(result.totalDuration * 2 < oneByOne, "\(result.totalDuration) of \(oneByOne)")
    #expect(result.totalDuration >= .milliseconds(200))
    #expect(counts.withLock { $0.most } == 5 && result.peakConcurrency == 5)
  }

  @Test("S027 the most at once is what was, not what was allowed")
  func peak() async throws {
    let executor = ConcurrentExecutor(clock: .virtual) { context in
      try await context.sleep(for: .seconds(1))
      return .success
    }
    let manifest = RunManifest.fixture(cases: 9).with {
      $0.concurrency = 5
      $0.rateControl = RateLimit(perMinute: 120, burst: 1)
    }
    #expect(try await executor.run(manifest).peakConcurrency == 2, "one every half second, each for a second")
  }

  @Test("S023 cancelling the caller ends a run whose work is under way")
  func cancelledCaller() async throws {
    let (began, begin) = AsyncStream<Void>.makeStream()
    let (released, release) = AsyncStream<Void>.makeStream()
    let executor = ConcurrentExecutor { context in
      begin.finish()
      for await _ in released {}
      return .success
    }
    let manifest = RunManifest.fixture(cases: 100_000).with(concurrency: 1)
    let run = Task { try await executor.run(manifest) }
    for await _ in began {}
    run.cancel()
    release.finish()
    let result = try await run.value
    #expect(result.taskResults[0].status == .succeeded, "what was under way drained")
    #expect(result.statistics.total == 100_000 && result.statistics.cancelled == 99_999)
    #expect(result.stopReason == .user("the calling task was cancelled"))
  }
}
