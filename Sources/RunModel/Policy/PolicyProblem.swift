/// A value of a policy that cannot be run with: what it is, what was expected.
package struct PolicyProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// The field, as the scenario file names it.
  package var field: String
  /// The value found.
  package var value: String
  /// What would be right.
  package var expected: String

  package init(field: String, value: String, expected: String) {
    (self.field, self.value, self.expected) = (field, value, expected)
  }

  /// The facts in words.
  package var description: String { "\(field) is \(value), expected \(expected)" }
}

extension ExecutionPolicy {
  /// Everything that is wrong with the policy; empty when it can be run.
  package var problems: [PolicyProblem] {
    var checks = PolicyChecks()
    checks.within("concurrency", concurrency, Allowed.concurrency)
    checks.within("batch_size", batchSize, Allowed.batchSize)
    checks.time("backoff_seconds", batchPause)
    checks.time("drain_limit", drainLimit)
    if let rateControl { checks.rateLimit("rate_control", rateControl) }
    checks.retries(retryPolicy)
    checks.stops(stopConditions)
    return checks.problems + load.shape.problems
  }
}

/// Gathers problems. What may be is said where the policy is (`Allowed`, ``Ranges``).
struct PolicyChecks {
  var problems: [PolicyProblem] = []

  mutating func require(_ holds: Bool, _ field: String, _ value: Any, _ expected: String) {
    if !holds { problems.append(PolicyProblem(field: field, value: "\(value)", expected: expected)) }
  }

  mutating func within(_ field: String, _ value: Int?, _ range: ClosedRange<Int>) {
    if let value { require(range.contains(value), field, value, range.words) }
  }

  mutating func within(_ field: String, _ value: Double?, _ range: ClosedRange<Double>) {
    if let value { require(range.contains(value), field, value, range.words) }
  }

  mutating func time(_ field: String, _ value: Duration?, _ range: ClosedRange<Double> = Ranges.time) {
    guard let seconds = value?.inSeconds else { return }
    require(range.contains(seconds), field, seconds, "\(range.timeWords) seconds")
  }

  mutating func rateLimit(_ field: String, _ limit: RateLimit) {
    within("\(field).per_minute", limit.perMinute, RateLimit.Allowed.perMinute)
    within("\(field).burst", limit.burst, RateLimit.Allowed.burst)
  }

  mutating func retries(_ policy: RetryPolicy) {
    within("retry_policy.max_attempts", policy.maxAttempts, RetryPolicy.Allowed.maxAttempts)
    within("retry_policy.backoff_multiplier", policy.multiplier, RetryPolicy.Allowed.multiplier)
    time("retry_policy.backoff_seconds", policy.backoff)
    time("retry_policy.max_backoff", policy.maxBackoff)
    time("retry_policy.max_retry_after", policy.maxRetryAfter)
    let allowed = RetryPolicy.Allowed.retryOn
    for status in policy.retryOn where !allowed.contains(status) {
      let words = allowed.map(\.rawValue).joined(separator: ", ")
      require(false, "retry_policy.retry_on", status.rawValue, words)
    }
  }

  mutating func stops(_ stops: StopConditions) {
    time("stop_conditions.timeout_per_task", stops.timeoutPerTask, Ranges.positiveTime)
    time("stop_conditions.timeout_total", stops.timeoutTotal, Ranges.positiveTime)
    within("stop_conditions.max_failures", stops.maxFailures, Ranges.count)
    within("stop_conditions.consecutive_failures", stops.consecutiveFailures, Ranges.count)
    within("stop_conditions.max_tokens", stops.maxTokens, Ranges.tokens)
    if let cost = stops.maxCost {
      require(Ranges.cost.contains(cost), "stop_conditions.max_cost", cost, "more than 0")
    }
    within("stop_conditions.max_error_rate.limit", stops.maxErrorRate?.limit, Ranges.share)
    within("stop_conditions.max_error_rate.window", stops.maxErrorRate?.window, Ranges.window)
    within("stop_conditions.max_error_rate.minimum_count", stops.maxErrorRate?.minimumCount, Ranges.window)
    within("stop_conditions.min_success_rate.limit", stops.minSuccessRate?.limit, Ranges.share)
    within(
      "stop_conditions.min_success_rate.minimum_count", stops.minSuccessRate?.minimumCount, Ranges.window)
  }

  mutating func stages(_ stages: [LoadStage]) {
    require(!stages.isEmpty, "load.stages", "empty", "at least one stage")
    for stage in stages {
      time("load.stages.duration", stage.duration)
      within("load.stages.target", stage.target, LoadStage.Allowed.target)
    }
    let total = stages.reduce(Duration.zero) { $0 + $1.duration }
    require(total > .zero, "load.stages", "0 seconds in all", "a load that lasts")
  }
}
