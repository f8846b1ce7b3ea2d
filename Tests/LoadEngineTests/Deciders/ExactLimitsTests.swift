import Reactor
import RunModel
import Statistics
import Testing

@testable import LoadEngine

/// Limits and instants to the nanosecond and the task: what Scripts/mutate found that no other test noticed.
@Suite struct ExactLimitsTests {
  /// After how many failures, of failures only, a rule stops.
  private func stop(_ rule: RateStop, of count: Int = 400) -> Int? {
    var rule = rule
    for number in 0..<count {
      rule.begin(number)
      if rule.end(number, failed: true) != nil { return number + 1 }
    }
    return nil
  }

  @Test func aRateWaitsForItsMinimumButNotBeyondItsWindow() {
    #expect(stop(RateStop(failuresAtMost: 0.2, minimumCount: 60, over: .last(50))) == 50)
    #expect(stop(RateStop(failuresAtMost: 0.2, minimumCount: 50, over: .last(50))) == 50)
    #expect(stop(RateStop(failuresAtMost: 0.2, minimumCount: 49, over: .last(50))) == 49)
    #expect(stop(RateStop(failuresAtMost: 0.2, minimumCount: 60, over: .all)) == 60)
  }

  /// A windowed rule looks twice, so each look may err half as often.
  @Test(arguments: [0.3, 0.5, 0.7, 0.9, 0.95]) func eachLookHasItsPartOfTheChanceToErr(limit: Double) throws {
    func first(alpha: Double) -> Int? {
      (1...400).first {
        ShareEvidence.isAbove(limit, Proportion(successes: $0, trials: $0)!, alpha: alpha)
      }
    }
    let all = stop(RateStop(failuresAtMost: limit, minimumCount: 1, over: .all))
    #expect(all == first(alpha: ShareEvidence.runAlpha))
    let windowed = stop(RateStop(failuresAtMost: limit, minimumCount: 1, over: .last(400)))
    #expect(windowed == first(alpha: ShareEvidence.runAlpha / 2))
  }

  /// After a good start a window's own tasks end the run: ten of ten are evidence enough, nine are not.
  @Test func blocksAreAsLargeAsTheWindow() {
    var rule = RateStop(failuresAtMost: 0.1, minimumCount: 10, over: .last(10))
    for number in 0..<5000 {
      rule.begin(number)
      #expect(rule.end(number, failed: false) == nil)
    }
    let stop = (5000..<5100).first { number in
      rule.begin(number)
      return rule.end(number, failed: true) == StartOrder.Stretch(begun: 10, ended: 10, failed: 10)
    }
    #expect(stop == 5009, "the stretch that is all failures begins where a block begins")
  }

  @Test("The interval is rounded up: in no minute more than the rate", arguments: [7.0, 11, 13, 600.7, 5999])
  func rateLimit(perMinute: Double) {
    var limiter = RateLimiter(RateLimit(perMinute: perMinute, burst: 1))
    for _ in 0..<Int(perMinute.rounded(.down)) { _ = limiter.reserve(at: .zero) }
    let next = limiter.reserve(at: .zero)
    #expect(Double(next.nanoseconds) >= 60e9 * perMinute.rounded(.down) / perMinute)
  }

  /// Under a rate limit the plan is the limit's: a task is meant to start when its token is there.
  @Test func theIntendedStartIsTheGrant() async throws {
    let executor = ConcurrentExecutor(clock: .virtual) { _ in .success }
    let manifest = RunManifest.fixture(cases: 4).with {
      ($0.concurrency, $0.rateControl) = (4, RateLimit(perMinute: 60, burst: 1))
    }
    let results = try await executor.run(manifest).taskResults
    let grants = (0..<4).map { RunInstant.zero + .seconds($0) }
    #expect(results.map(\.intendedStart) == grants)
    #expect(results.map(\.attempts[0].intendedStart) == grants)
    #expect(results.map(\.attempts[0].granted) == grants)
    #expect(results.allSatisfy { $0.totalTime == .zero }, "the wait for the limit is no latency")
  }

  /// What comes late after its limit does not put off the retry.
  @Test func aRetryIsDueFromTheAttemptsEnd() async throws {
    let executor = ConcurrentExecutor(clock: .virtual) { context in
      if context.attempt > 1 { return .success }
      let (scope, end) = (context.scope, context.now + .milliseconds(1100))
      await withCheckedContinuation { call in
        _ = scope.loop.schedule(at: scope.loopInstant(end)) { call.resume() }
      }
      return .success
    }
    let manifest = RunManifest.fixture(cases: 1).with {
      $0.retryPolicy = RetryPolicy()
      $0.stopConditions.timeoutPerTask = .seconds(1)
    }
    let attempts = try await executor.run(manifest).taskResults[0].attempts
    #expect(attempts.map(\.status) == [.timeout, .succeeded])
    #expect(attempts[1].start == .zero + .seconds(3), "1 s and the pause of 2 s")
    #expect(attempts[1].intendedStart == .zero + .seconds(3))
  }

  @Test("Jitter spreads the pauses over all that it may", arguments: RetryPolicy.Jitter.allCases)
  func jitterSpreads(jitter: RetryPolicy.Jitter) throws {
    let policy = RetryPolicy(maxAttempts: 9, backoff: .seconds(2), multiplier: 2, jitter: jitter)
    let decider = RetryDecider(policy, seed: 4)
    let pauses = (0..<2000 as Range<UInt64>).map {
      decider.pause(after: 3, status: .error, stream: $0, lastPause: .seconds(5))!.inSeconds
    }
    let (low, high): (Double, Double) =
      switch jitter {
      case .none: (8, 8)
      case .full: (0, 8)
      case .equal: (4, 8)
      case .decorrelated: (2, 15)
      }
    #expect(abs(pauses.reduce(0, +) / 2000 - (low + high) / 2) < 0.25)
    #expect(try #require(pauses.min()) - low < 0.1 && high - (try #require(pauses.max())) < 0.1)
  }

  @Test func aBatchAsLargeAsTheBurstNeedsNoAdvice() {
    var policy = ExecutionPolicy(
      concurrency: 5, batchSize: 10, rateControl: RateLimit(perMinute: 600, burst: 10))
    #expect(policy.advice == [])
    policy.batchSize = 11
    #expect(policy.advice.map(\.field) == ["batch_size"])
  }
}
