import LoadEngine
import RunModel
import Testing

/// A cancellation ends every kind of wait at once.
@Suite struct CancellationTests {
  /// Runs with a token that is cancelled at 3.5 s of virtual time.
  private func run(
    _ cases: Int, _ change: (inout ExecutionPolicy) -> Void, work: @escaping TaskWork = { _ in .success }
  ) async throws -> RunExecutionResult {
    let token = CancellationToken()
    let executor = ConcurrentExecutor(clock: .virtual) { context in
      if context.testCase.id == "case-1", context.attempt == 1 {
        Task(executorPreference: context.scope.loop) {
          try await context.scope.sleep(until: .zero + .milliseconds(3500))
          token.cancel(reason: "enough")
        }
      }
      return try await work(context)
    }
    return try await executor.run(.fixture(cases: cases).with(change), cancellation: token)
  }

  @Test("S021 S022 S125 a pause before a retry ends at once")
  func duringBackoff() async throws {
    let result = try await run(
      1, { $0.retryPolicy = RetryPolicy(maxAttempts: 9, backoff: .seconds(100)) },
      work: { _ in throw TaskError.business("no") })
    #expect(result.totalDuration == .milliseconds(3500))
    #expect(result.taskResults[0].status == .cancelled && result.taskResults[0].attemptCount == 1)
    #expect(result.taskResults[0].cancelReason == .user("enough"))
  }

  @Test func theWaitForATokenEndsAtOnce() async throws {
    let result = try await run(9) { $0.rateControl = RateLimit(perMinute: 1, burst: 2) }
    #expect(result.totalDuration == .milliseconds(3500))
    #expect(result.statistics.succeeded == 2 && result.statistics.cancelled == 7)
  }

  @Test("B10 the pause between windows ends at once")
  func betweenWindows() async throws {
    let result = try await run(9) {
      $0.batchSize = 3
      $0.batchPause = .seconds(100)
    }
    #expect(result.totalDuration == .milliseconds(3500) && result.statistics.cancelled == 6)
  }

  @Test func whatIsInFlightDrainsUpToItsLimit() async throws {
    let result = try await run(
      2, { $0.drainLimit = .seconds(2) },
      work: { context in
        try await context.sleep(for: .seconds(context.testCase.id == "case-1" ? 5 : 60))
        return .success
      })
    #expect(result.taskResults.map(\.status) == [.succeeded, .cancelled])
    #expect(result.taskResults[1].finished == .zero + .milliseconds(5500))
  }

  @Test func aTokenCanBeUsedAgainWhenNoRunUsesIt() async throws {
    let token = CancellationToken()
    let user = token.attach { _, _ in }
    token.cancel()
    #expect(throws: CancellationToken.InUse.self) { try token.reset() }
    token.detach(user)
    try token.reset()
    #expect(!token.isCancelled)
    _ = try await ConcurrentExecutor(clock: .virtual) { _ in .success }
      .run(.fixture(cases: 1), cancellation: token)
    try token.reset()
  }

  @Test func manyThreadsCancelOneTokenAndAllSeeIt() async {
    let token = CancellationToken()
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<50 {
        group.addTask {
          token.cancel(reason: "\(number)")
          #expect(token.isCancelled)
        }
      }
    }
    #expect(token.reason != nil && token.stage == .drain)
    token.abort()
    #expect(token.stage == .abort)
    await token.wait()
  }
}
