/// A value of a policy that cannot be run with: what it is, what was expected.
public struct PolicyProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// The field, as the scenario file names it.
  public var field: String
  /// The value found.
  public var value: String
  /// What would be right.
  public var expected: String

  package init(field: String, value: String, expected: String) {
    (self.field, self.value, self.expected) = (field, value, expected)
  }

  /// The facts in words.
  public var description: String { "\(field) is \(value), expected \(expected)" }
}

extension ExecutionPolicy {
  /// Everything that is wrong with the policy; empty when it can be run.
  public var problems: [PolicyProblem] {
    var checks = PolicyChecks()
    checks.atLeastOne("concurrency", concurrency)
    if let batchSize { checks.atLeastOne("batch_size", batchSize) }
    checks.notNegative("backoff_seconds", batchPause)
    checks.notNegative("drain_limit", drainLimit)
    if let rateControl { checks.rateLimit("rate_control", rateControl) }
    checks.retries(retryPolicy)
    checks.stops(stopConditions)
    return checks.problems + load.shape.problems
  }
}

/// Gathers problems.
struct PolicyChecks {
  var problems: [PolicyProblem] = []

  mutating func require(_ holds: Bool, _ field: String, _ value: Any, _ expected: String) {
    if !holds { problems.append(PolicyProblem(field: field, value: "\(value)", expected: expected)) }
  }

  mutating func atLeastOne(_ field: String, _ value: Int?) {
    if let value { require(value >= 1, field, value, "at least 1") }
  }

  mutating func notNegative(_ field: String, _ value: Duration?) {
    if let value { require(value >= .zero, field, value.inSeconds, "0 seconds or more") }
  }

  mutating func positive(_ field: String, _ value: Duration?) {
    if let value { require(value > .zero, field, value.inSeconds, "more than 0 seconds") }
  }

  mutating func share(_ field: String, _ value: Double?) {
    if let value { require((0...1).contains(value), field, value, "a share from 0 to 1") }
  }

  mutating func rateLimit(_ field: String, _ limit: RateLimit) {
    require(
      limit.perMinute > 0 && limit.perMinute.isFinite, "\(field).per_minute", limit.perMinute, "more than 0")
    atLeastOne("\(field).burst", limit.burst)
  }

  mutating func retries(_ policy: RetryPolicy) {
    atLeastOne("retry_policy.max_attempts", policy.maxAttempts)
    notNegative("retry_policy.backoff_seconds", policy.backoff)
    require(
      policy.multiplier >= 1 && policy.multiplier.isFinite, "retry_policy.backoff_multiplier",
      policy.multiplier,
      "at least 1")
    notNegative("retry_policy.max_backoff", policy.maxBackoff)
    for status in policy.retryOn where !status.isRetryable {
      require(false, "retry_policy.retry_on", status.rawValue, "failed, timeout or error")
    }
  }

  mutating func stops(_ stops: StopConditions) {
    positive("stop_conditions.timeout_per_task", stops.timeoutPerTask)
    positive("stop_conditions.timeout_total", stops.timeoutTotal)
    atLeastOne("stop_conditions.max_failures", stops.maxFailures)
    atLeastOne("stop_conditions.consecutive_failures", stops.consecutiveFailures)
    atLeastOne("stop_conditions.max_tokens", stops.maxTokens)
    if let cost = stops.maxCost { require(cost > .zero, "stop_conditions.max_cost", cost, "more than 0") }
    share("stop_conditions.max_error_rate", stops.maxErrorRate?.limit)
    atLeastOne("stop_conditions.max_error_rate.window", stops.maxErrorRate?.window)
    atLeastOne("stop_conditions.max_error_rate.minimum_count", stops.maxErrorRate?.minimumCount)
    share("stop_conditions.min_success_rate", stops.minSuccessRate?.limit)
    atLeastOne("stop_conditions.min_success_rate.minimum_count", stops.minSuccessRate?.minimumCount)
  }

  mutating func stages(_ stages: [LoadStage], limit: Double = 1_000_000, unit: String) {
    require(!stages.isEmpty, "load.stages", "empty", "at least one stage")
    for stage in stages {
      notNegative("load.stages.duration", stage.duration)
      require(
        (0...limit).contains(stage.target), "load.stages.target", stage.target, "0 to \(Int(limit)) \(unit)")
    }
    let total = stages.reduce(Duration.zero) { $0 + $1.duration }
    require(total > .zero, "load.stages", "0 seconds in all", "a load that lasts")
  }
}
