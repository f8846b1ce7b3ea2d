import RunModel
import Testing

@testable import LoadEngine

/// What the deciders say where it is just so and just not so.
@Suite struct DeciderEdgesTests {
  private func retries(after backoff: Duration, within total: Duration = .seconds(600)) -> [PolicyAdvice] {
    ExecutionPolicy(
      retryPolicy: RetryPolicy(maxAttempts: 2, backoff: backoff),
      stopConditions: StopConditions(timeoutPerTask: .seconds(300), timeoutTotal: total)
    ).advice
  }

  @Test func aMinuteOfRetriesIsNotLong() {
    #expect(retries(after: .seconds(60)) == [])
    #expect(retries(after: .seconds(60.5)).map(\.field) == ["retry_policy"])
  }

  @Test func aLimitThatIsAsLongAsTheRunMayTakeNeedsNoAdvice() {
    #expect(retries(after: .seconds(1), within: .seconds(300)) == [])
    #expect(
      retries(after: .seconds(1), within: .seconds(299)).map(\.field) == ["stop_conditions.timeout_per_task"])
  }

  @Test func theLastTokenCanBeTaken() {
    var limiter = RateLimiter(RateLimit(perMinute: 60, burst: 3))
    let taken = (0..<4).map { _ in limiter.tryAcquire(at: .zero) }
    #expect(taken == [true, true, true, false])
    var whole = RateLimiter(RateLimit(perMinute: 60, burst: 3))
    let all = whole.tryAcquire(3, at: .zero)
    #expect(all, "as many as there are")
  }

  /// Blocks of one task: the three newest are kept apart, those before are settled.
  @Test func startsAreCountedInBlocks() {
    var order = StartOrder(blockSize: 1)
    for number in 0..<10 {
      order.begin(number)
      #expect(order.lastBlock == number)
      let block = order.end(number, failed: number == 8)
      #expect(block == number)
    }
    #expect(order.all(through: 9) == .init(begun: 10, ended: 10, failed: 1))
    #expect(order.stretch(7, 9) == .init(begun: 3, ended: 3, failed: 1))
    #expect(order.stretch(7, 7) == .init(begun: 1, ended: 1))
    #expect(order.stretch(0, 6) == .init(), "no longer kept apart")
  }

  @Test func aCaseThatSaysNoArrivalArrivesAtOnce() {
    var later = TestCase(id: "later")
    later.arrival = 1.5
    var arrivals = CaseArrivals(RunManifest(cases: [TestCase(id: "first"), later]))
    let instants = (0..<3).map { _ in arrivals.nextStep()?.at }
    #expect(instants == [.zero, .zero + .seconds(1.5), nil])
  }
}
