import RunModel

/// How a run goes.
struct ExecutionKeys: ValueSection {
  private typealias Allowed = ExecutionPolicy.Allowed
  static let about = SectionFacts("execution", "How it is run.", place: "execution: @")

  let concurrency = Key("concurrency", .integer(Allowed.concurrency), default: 5, "Tasks at once", "20")
  let batchSize = Key("batch_size", .integer(Allowed.batchSize), without: "all", "Tasks of a window", "10")
  let batchMode = Key(
    "batch_mode", KeyType<ExecutionPolicy.BatchMode>.words, default: .barrier,
    "A window ends before the next begins, or slides", "sliding")
  let batchPause = Key(
    "backoff_seconds", .time(Ranges.time), default: .zero, "Pause between windows", "2")
  let drainLimit = Key(
    "drain_limit", .time(Ranges.time), default: .seconds(30),
    "How long tasks in flight may go on after a stop", "10s")
  let rateControl = Key(
    "rate_control", .keys(RateLimitKeys.self), "As at the top level; the stricter holds", "{per_second: 5}")
  let retryPolicy = Key(
    "retry_policy", .keys(RetryKeys.self), default: .never, as: "no retries", "What is tried again",
    "{max_attempts: 3}")
  let stopConditions = Key(
    "stop_conditions", .keys(StopKeys.self), default: StopConditions(), as: "300 s a task",
    "What ends a task or the run", "{timeout_per_task: 60s}")

  static func read(_ keys: KeyReader<Self>) -> ExecutionPolicy? {
    ExecutionPolicy(
      concurrency: keys.concurrency, batchSize: keys.batchSize, batchMode: keys.batchMode,
      batchPause: keys.batchPause, rateControl: keys.rateControl, retryPolicy: keys.retryPolicy,
      stopConditions: keys.stopConditions, drainLimit: keys.drainLimit)
  }
}

/// `rate_control:` of a run, `rate_limit:` of a target.
struct RateLimitKeys: ValueSection {
  private typealias Allowed = RateLimit.Allowed
  static let about = SectionFacts(
    "rate_limit", "The most attempts: one of `per_minute` and `per_second`.", place: "rate_control: @")

  let perMinute = Key("per_minute", .number(Allowed.perMinute), "Attempts a minute", "60")
  let perSecond = Key("per_second", .number(Allowed.perSecond), "Attempts a second", "2.5")
  let burst = Key(
    "burst", .integer(Allowed.burst), default: 5, "So many may come at once after a pause", "10",
    with: "per_minute: 60")

  static func read(_ keys: KeyReader<Self>) -> RateLimit? {
    let (perMinute, perSecond, burst) = (keys.perMinute, keys.perSecond, keys.burst)
    if keys.has(\.perMinute), keys.has(\.perSecond) {
      keys.report(\.perSecond, "the limit has two rates", expected: "per_minute: or per_second:")
    }
    if let rate = perMinute ?? perSecond.map({ $0 * 60 }) { return RateLimit(perMinute: rate, burst: burst) }
    if keys.written(\.perMinute) == nil, keys.written(\.perSecond) == nil {
      keys.mapping.report("the limit has no rate", expected: "per_minute: or per_second:")
    }
    return nil
  }
}

/// `retry_policy:`, with the seed's defaults.
struct RetryKeys: ValueSection {
  private typealias Allowed = RetryPolicy.Allowed
  static let about = SectionFacts(
    "retry_policy",
    "What is tried again. Before attempt k it waits `backoff_seconds` x `backoff_multiplier`^(k-2).",
    place: "execution: {retry_policy: @}")

  let maxAttempts = Key(
    "max_attempts", .integer(Allowed.maxAttempts), default: 3, "Attempts, the first one counted", "3")
  let backoff = Key(
    "backoff_seconds", .time(Ranges.time), default: .seconds(2), "Wait before the second attempt", "2.0")
  let multiplier = Key(
    "backoff_multiplier", .number(Allowed.multiplier), default: 1.5, "Each wait is so much longer", "2")
  let maxBackoff = Key("max_backoff", .time(Ranges.time), "The longest wait", "30s")
  let jitter = Key(
    "jitter", KeyType<RetryPolicy.Jitter>.words, default: .none, "Seeded chance in the waits", "full")
  let retryOn = Key(
    "retry_on", .list(of: status), default: Allowed.retryOn, as: "all three", "What is tried again",
    "[error]")
  let maxRetryAfter = Key(
    "max_retry_after", .time(Ranges.time), default: .seconds(60),
    "The longest Retry-After that is honoured", "10s")

  private static let words = Allowed.retryOn.map(\.rawValue)
  private static let status = KeyType<TaskStatus>.custom(.words(words)) { value in
    guard let text = value.text else { return nil }
    if words.contains(text) { return TaskStatus(rawValue: text) }
    value.report(
      "'\(text)' is never retried", expected: words.joined(separator: ", "),
      suggestion: NearestWord.find(text, in: words))
    return nil
  }

  static func read(_ keys: KeyReader<Self>) -> RetryPolicy? {
    let statuses = keys.retryOn
    return RetryPolicy(
      maxAttempts: keys.maxAttempts, backoff: keys.backoff, multiplier: keys.multiplier,
      maxBackoff: keys.maxBackoff, jitter: keys.jitter,
      retryOn: Set(statuses.isEmpty ? Allowed.retryOn : statuses), maxRetryAfter: keys.maxRetryAfter)
  }
}
