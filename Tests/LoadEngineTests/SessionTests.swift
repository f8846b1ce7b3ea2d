import LoadEngine
import RunModel
import Testing

/// Users who come and go, users with a number of tasks, and what becomes of arrivals beyond the most.
@Suite struct SessionTests {
  private func stub(_ seconds: Double, failureRate: Double = 0) throws -> StubExecutor {
    try StubExecutor(
      configuration: StubConfiguration(delay: .constant(seconds), failureRate: failureRate, seed: 3),
      clock: .virtual)
  }

  private func policy(_ load: some LoadShape, drain: Duration = .seconds(600)) -> ExecutionPolicy {
    ExecutionPolicy(
      stopConditions: StopConditions(timeoutPerTask: .seconds(100)), load: LoadProfile(load),
      drainLimit: drain)
  }

  private func sessions(_ rate: Double, _ seconds: Double, tasks: Int, think: Double?) -> OpenLoad {
    var load = OpenLoad(stages: [LoadStage(duration: .seconds(seconds), target: rate)])
    load.session = UserSession(tasks: tasks, thinkTime: think.map { .constant($0) })
    return load
  }

  private func starts(_ result: RunExecutionResult) -> [Double] {
    result.taskResults.map { Double($0.attempts[0].start.nanoseconds) / 1e9 }.sorted()
  }

  /// A user a second, each three tasks of 1 s with 2 s between them: at 0, 3 and 6 s of its own time.
  @Test func usersArriveByTheRateAndBehaveAsUsers() async throws {
    let load = policy(sessions(1, 10, tasks: 3, think: 2))
    let result = try await stub(1).run(.fixture(cases: 2, execution: load))
    #expect(result.statistics.succeeded == 30)
    let expected = (0..<10).flatMap { user in [0, 3, 6].map { Double(user + $0) } }
    #expect(starts(result) == expected.sorted())
    #expect(result.totalDuration == .seconds(16), "who is there when the plan is over finishes")
  }

  /// A user holds its place while it thinks: with one place the next comes when the first has left.
  @Test func aUserWhoThinksHoldsItsPlace() async throws {
    var load = sessions(1, 2, tasks: 2, think: 3)
    load.maxInFlight = 1
    let result = try await stub(1).run(.fixture(cases: 1, execution: policy(load)))
    #expect(starts(result) == [0, 4, 5, 9])
    load.overflow = .drop
    let dropped = try await stub(1).run(.fixture(cases: 1, execution: policy(load)))
    #expect(dropped.statistics.succeeded == 2 && dropped.statistics.cancelled == 1)
    let thinking = try await stub(0.5).run(.fixture(cases: 1, execution: policy(load)))
    #expect(thinking.statistics.succeeded == 2 && thinking.statistics.cancelled == 1)
  }

  @Test func aTimeoutDoesNotEndASession() async throws {
    var policy = policy(sessions(1, 1, tasks: 3, think: 1))
    policy.stopConditions.timeoutPerTask = .seconds(2)
    let result = try await stub(5).run(.fixture(cases: 1, execution: policy))
    #expect(result.statistics.timeout == 3)
    #expect(starts(result) == [0, 3, 6])
  }

  @Test func whatTheDrainLimitDoesNotLetFinishIsCancelled() async throws {
    let load = policy(sessions(1, 2, tasks: 50, think: 1), drain: .seconds(6))
    let result = try await stub(1).run(.fixture(cases: 1, execution: load))
    #expect(result.stopReason == .loadEnded && result.totalDuration == .seconds(8))
    #expect(result.statistics.total == result.taskResults.count && result.statistics.succeeded >= 6)
  }

  @Test(arguments: [1, 3]) func eachUserDoesItsTasks(cases: Int) async throws {
    let load = FixedLoad(users: 4, iterations: 3, thinkTime: .constant(1))
    let result = try await stub(2).run(.fixture(cases: cases, execution: policy(load)))
    #expect(result.statistics.succeeded == 12 && result.peakConcurrency == 4)
    #expect(starts(result) == [0, 0, 0, 0, 3, 3, 3, 3, 6, 6, 6, 6] && result.totalDuration == .seconds(8))
  }

  @Test func usersShareTheTasks() async throws {
    let load = FixedLoad(users: 4, iterations: 10, isShared: true)
    let result = try await stub(1).run(.fixture(cases: 3, execution: policy(load)))
    #expect(result.statistics.succeeded == 10 && result.totalDuration == .seconds(3))
  }

  /// Retries come after their users have gone: someone has to do them.
  @Test(arguments: [
    LoadProfile(FixedLoad(users: 2, iterations: 4)),
    LoadProfile(FixedLoad(users: 2, iterations: 8, isShared: true)),
    .closed(
      ClosedLoad(stages: [LoadStage(duration: .zero, target: 2), LoadStage(duration: .seconds(4), target: 2)])
    ),
  ])
  func noRetryIsLeftBehind(_ load: LoadProfile) async throws {
    var policy = ExecutionPolicy(load: load, drainLimit: .seconds(100))
    policy.retryPolicy = RetryPolicy(maxAttempts: 2, backoff: .seconds(7), jitter: .none)
    let result = try await stub(1, failureRate: 1).run(.fixture(cases: 3, execution: policy))
    #expect(result.taskResults.allSatisfy { $0.attempts.count == 2 }, "\(result.taskResults.count)")
    #expect(result.stopReason == nil && result.statistics.total == 8)
  }

  @Test func growingGoesBeyondTheMost() async throws {
    var load = OpenLoad(stages: [LoadStage(duration: .seconds(5), target: 10)], maxInFlight: 2)
    load.overflow = .grow
    let result = try await stub(3).run(.fixture(cases: 1, execution: policy(load)))
    #expect(result.peakConcurrency == 30 && result.statistics.succeeded == 50)
    #expect(result.taskResults.allSatisfy { $0.attempts[0].start == $0.intendedStart })
  }

  /// Seen from outside, at each instant at which something happens: what was scheduled has started, was dropped, or
  /// waits.
  @Test(arguments: OpenLoad.Overflow.allCases) func nothingThatWasScheduledIsLost(
    _ overflow: OpenLoad.Overflow
  )
    async throws
  {
    let load = OpenLoad(
      stages: [LoadStage(duration: .seconds(10), target: 9)], startRate: 1, arrivals: .poisson,
      maxInFlight: 3,
      overflow: overflow)
    let result = try await stub(0.7).run(.fixture(cases: 1, execution: policy(load)))
    let instants = Set(
      result.taskResults.flatMap { [$0.intendedStart, $0.attempts.first?.start ?? $0.finished] })
    for instant in instants {
      let scheduled = result.taskResults.filter { $0.intendedStart <= instant }
      let started = scheduled.count { $0.attempts.first.map { $0.start <= instant } ?? false }
      let dropped = scheduled.count { $0.attempts.isEmpty }
      let waiting = scheduled.count { $0.attempts.first.map { $0.start > instant } ?? false }
      #expect(scheduled.count == started + dropped + waiting)
      let underWay = scheduled.count {
        $0.attempts.first.map { $0.start <= instant } ?? false && $0.finished > instant
      }
      if waiting > 0 { #expect(overflow == .queue && underWay == 3, "nothing waits while there is a place") }
      if overflow != .grow { #expect(underWay <= 3) }
    }
  }
}
