import FoundationEssentials
import RunModel
import Testing

@Suite struct PolicyCodingTests {
  static let policies = [
    ExecutionPolicy(),
    ExecutionPolicy(
      concurrency: 9, batchSize: 3, batchMode: .sliding, batchPause: .seconds(1.5),
      rateControl: RateLimit(perMinute: 90), retryPolicy: RetryPolicy(maxBackoff: .seconds(9), jitter: .full),
      stopConditions: StopConditions(
        timeoutPerTask: nil, maxErrorRate: .init(limit: 0.5), maxCost: Price(units: 5)),
      load: .open(OpenLoad(stages: [LoadStage(duration: .seconds(10), target: 5, isWarmUp: true)]))),
    ExecutionPolicy(
      load: .closed(
        ClosedLoad(stages: [LoadStage(duration: .seconds(1), target: 2)], thinkTime: .constant(1)))),
  ]

  @Test(arguments: policies) func roundTrips(policy: ExecutionPolicy) throws {
    let data = try JSONEncoder().encode(policy)
    #expect(try JSONDecoder().decode(ExecutionPolicy.self, from: data) == policy)
  }

  @Test func theStricterLimitHolds() {
    let limit = RateLimit(perMinute: 60, burst: 10)
    #expect(limit.stricter(RateLimit(perMinute: 90, burst: 5)) == RateLimit(perMinute: 60, burst: 5))
    #expect(limit.stricter(nil) == limit)
  }
}
