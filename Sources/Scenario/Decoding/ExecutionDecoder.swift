import RunModel
import Yams

/// `execution:` as the seed prints it, and the rest of the policy; `rate_control:`.
struct ExecutionDecoder {
  let file: SourceFile

  func decode(_ reader: YAMLReader?) -> ExecutionPolicy {
    guard var reader else { return ExecutionPolicy() }
    var policy = ExecutionPolicy()
    policy.concurrency = reader.integer("concurrency", 1...1_000_000, "a whole number from 1") ?? 5
    policy.batchSize = reader.integer("batch_size", 1...100_000_000, "a whole number from 1")
    policy.batchMode = reader.word("batch_mode") ?? .barrier
    policy.batchPause = reader.duration("backoff_seconds") ?? .zero
    policy.drainLimit = reader.duration("drain_limit") ?? .seconds(30)
    policy.rateControl = rateLimit(reader.mapping("rate_control"))
    if var retries = reader.mapping("retry_policy") { policy.retryPolicy = self.retries(&retries) }
    if var stops = reader.mapping("stop_conditions") { policy.stopConditions = self.stops(&stops) }
    reader.finish()
    return policy
  }

  func rateLimit(_ reader: YAMLReader?) -> RateLimit? {
    guard var reader else { return nil }
    let perMinute = reader.number("per_minute", 0.001...1e9, "a number more than 0")
    let perSecond = reader.number("per_second", 0.00001...1e8, "a number more than 0")
    let burst = reader.integer("burst", 1...1_000_000, "a whole number from 1") ?? 5
    reader.finish()
    guard let rate = perMinute ?? perSecond.map({ $0 * 60 }) else {
      if perMinute == nil, perSecond == nil {
        file.report(
          reader.node, path: reader.path, "the limit has no rate", expected: "per_minute: or per_second:")
      }
      return nil
    }
    return RateLimit(perMinute: rate, burst: burst)
  }

  private func retries(_ reader: inout YAMLReader) -> RetryPolicy {
    var policy = RetryPolicy()
    policy.maxAttempts = reader.integer("max_attempts", 1...1000, "a whole number from 1") ?? 3
    policy.backoff = reader.duration("backoff_seconds") ?? .seconds(2)
    policy.multiplier = reader.number("backoff_multiplier", 1...1000, "a number from 1") ?? 1.5
    policy.maxBackoff = reader.duration("max_backoff")
    policy.jitter = reader.word("jitter") ?? .none
    policy.maxRetryAfter = reader.duration("max_retry_after") ?? .seconds(60)
    let words = reader.list("retry_on")
    if !words.isEmpty {
      policy.retryOn = Set(words.compactMap { node in status(node, reader) })
    }
    reader.finish()
    return policy
  }

  private func status(_ node: Node, _ reader: YAMLReader) -> TaskStatus? {
    guard let text = reader.text(node, path: reader.child("retry_on")) else { return nil }
    let words = ["failed", "timeout", "error"]
    if words.contains(text) { return TaskStatus(rawValue: text) }
    file.report(
      node, path: reader.child("retry_on"), "'\(text)' is never retried",
      expected: "failed, timeout or error", suggestion: NearestWord.find(text, in: words))
    return nil
  }

  private func stops(_ reader: inout YAMLReader) -> StopConditions {
    var stops = StopConditions()
    stops.timeoutPerTask = reader.duration("timeout_per_task", positive: true) ?? .seconds(300)
    let minutes = reader.number("timeout_minutes", 0.0001...1e6, "a number more than 0").map {
      Duration.seconds($0 * 60)
    }
    stops.timeoutTotal =
      reader.duration("timeout_total", positive: true) ?? reader.duration("timeout", positive: true)
      ?? minutes
    _ = reader.value("timeout")
    stops.maxFailures = reader.integer("max_failures", 1...1_000_000_000, "a whole number from 1")
    stops.consecutiveFailures = reader.integer(
      "consecutive_failures", 1...1_000_000_000, "a whole number from 1")
    stops.maxTokens = reader.integer("max_tokens", 1...1_000_000_000_000, "a whole number from 1")
    if let text = reader.text("max_cost") {
      stops.maxCost = Price(decimal: text)
      if stops.maxCost.map({ $0 <= .zero }) ?? true {
        file.report(
          reader.value("max_cost"), path: reader.child("max_cost"), "max_cost is '\(text)'",
          expected: "an amount of money more than 0")
      }
    }
    stops.maxErrorRate = errorRate(&reader)
    stops.minSuccessRate = successRate(&reader)
    reader.finish()
    return stops
  }

  private func errorRate(_ reader: inout YAMLReader) -> StopConditions.ErrorRate? {
    guard let node = reader.value("max_error_rate") else { return nil }
    if case .mapping = node, var inner = reader.mapping("max_error_rate") {
      defer { inner.finish() }
      return StopConditions.ErrorRate(
        limit: inner.number("limit", 0...1, "a share from 0 to 1") ?? 1,
        window: inner.integer("window", 1...1_000_000, "a whole number from 1") ?? 100,
        minimumCount: inner.integer("minimum_count", 1...1_000_000, "a whole number from 1") ?? 20)
    }
    return reader.number("max_error_rate", 0...1, "a share from 0 to 1").map {
      StopConditions.ErrorRate(limit: $0)
    }
  }

  private func successRate(_ reader: inout YAMLReader) -> StopConditions.SuccessRate? {
    guard let node = reader.value("min_success_rate") else { return nil }
    if case .mapping = node, var inner = reader.mapping("min_success_rate") {
      defer { inner.finish() }
      return StopConditions.SuccessRate(
        limit: inner.number("limit", 0...1, "a share from 0 to 1") ?? 0,
        minimumCount: inner.integer("minimum_count", 1...1_000_000, "a whole number from 1") ?? 20)
    }
    return reader.number("min_success_rate", 0...1, "a share from 0 to 1").map {
      StopConditions.SuccessRate(limit: $0)
    }
  }
}
