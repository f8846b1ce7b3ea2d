import LoadEngine
import RunModel
import Testing

/// The seed's tips, as advice on a policy.
@Suite struct PolicyAdviceTests {
  private func fields(_ change: (inout ExecutionPolicy) -> Void) -> [String] {
    var policy = ExecutionPolicy(concurrency: 5)
    change(&policy)
    #expect(policy.problems.isEmpty, "advice is for policies that can be run")
    return policy.advice.map(\.field)
  }

  @Test("S079 S082 S083 S085 the recommended values need no advice")
  func goodValues() {
    #expect(ExecutionPolicy().concurrency == 5)
    #expect(StopConditions().timeoutPerTask == .seconds(300))
    for concurrency in 5...10 { #expect(fields { $0.concurrency = concurrency } == []) }
    #expect(
      fields { $0.retryPolicy = RetryPolicy(maxAttempts: 3, backoff: .seconds(2), multiplier: 1.5) } == [])
    #expect(fields { $0.retryPolicy = .never } == [])
  }

  @Test("S077 S078 too few, and more than the rate allows")
  func concurrency() {
    #expect(fields { $0.concurrency = 1 } == ["concurrency"])
    #expect(fields { $0.concurrency = 5000 } == [], "thousands are fine by themselves")
    #expect(
      fields {
        $0.concurrency = 100
        $0.rateControl = RateLimit(perMinute: 60)
      } == ["concurrency"])
    #expect(fields { $0.batchSize = 2 } == ["batch_size"])
  }

  @Test("S080 S081 limits that are too short or too long")
  func limits() {
    #expect(
      fields { $0.stopConditions.timeoutPerTask = .seconds(10) } == ["stop_conditions.timeout_per_task"])
    #expect(
      fields {
        $0.stopConditions.timeoutPerTask = .seconds(3600)
        $0.stopConditions.timeoutTotal = .seconds(600)
      } == ["stop_conditions.timeout_per_task"])
    #expect(
      fields { $0.stopConditions.timeoutPerTask = .seconds(3600) } == ["stop_conditions.timeout_per_task"])
    #expect(fields { $0.stopConditions.timeoutPerTask = .seconds(3599) } == [])
    #expect(fields { $0.stopConditions.timeoutPerTask = .milliseconds(10_001) } == [])
  }

  @Test("S084 ten attempts from one second, doubled: 511 seconds of waiting")
  func aggressiveRetries() {
    var policy = ExecutionPolicy()
    policy.retryPolicy = RetryPolicy(maxAttempts: 10, backoff: .seconds(1), multiplier: 2)
    #expect(policy.advice.map(\.text).contains { $0.contains("511 s") })
    policy.retryPolicy.maxBackoff = .seconds(5)
    #expect(policy.advice == [])
  }
}
