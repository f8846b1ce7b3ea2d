import RunModel

/// How a run goes.
enum ExecutionSection {
  private static let share = SchemaKey.Kind.number(0...1)

  static let execution = SchemaSection(
    "execution", "How it is run.", place: "execution: @",
    keys: [
      SchemaKey("concurrency", .integer(1...1_000_000), "5", "Tasks at once", "20"),
      SchemaKey("batch_size", .integer(1...100_000_000), "all", "Tasks of a window", "10"),
      SchemaKey(
        "batch_mode", .words(ExecutionPolicy.BatchMode.allCases.map(\.rawValue)), "`barrier`",
        "A window ends before the next begins, or slides", "sliding"),
      SchemaKey("backoff_seconds", .time, "0", "Pause between windows", "2"),
      SchemaKey("drain_limit", .time, "30s", "How long tasks in flight may go on after a stop", "10s"),
      SchemaKey(
        "rate_control", .keys("rate_limit"), "none", "As at the top level; the stricter holds",
        "{per_second: 5}"),
      SchemaKey(
        "retry_policy", .keys("retry_policy"), "no retries", "What is tried again", "{max_attempts: 3}"),
      SchemaKey(
        "stop_conditions", .keys("stop_conditions"), "300 s a task", "What ends a task or the run",
        "{timeout_per_task: 60s}"),
    ])

  static let rateLimit = SchemaSection(
    "rate_limit", "The most attempts: one of `per_minute` and `per_second`.", place: "rate_control: @",
    readAs: ["rate_control", "rate_limit"],
    keys: [
      SchemaKey("per_minute", .number(0.001...1e9), "none", "Attempts a minute", "60"),
      SchemaKey("per_second", .number(0.00001...1e8), "none", "Attempts a second", "2.5"),
      SchemaKey(
        "burst", .integer(1...1_000_000), "5", "So many may come at once after a pause", "10",
        with: "per_minute: 60"),
    ])

  static let retryPolicy = SchemaSection(
    "retry_policy",
    "What is tried again. Before attempt k it waits `backoff_seconds` x `backoff_multiplier`^(k-2).",
    place: "execution: {retry_policy: @}",
    keys: [
      SchemaKey("max_attempts", .integer(1...1000), "3", "Attempts, the first one counted", "3"),
      SchemaKey("backoff_seconds", .time, "2s", "Wait before the second attempt", "2.0"),
      SchemaKey("backoff_multiplier", .number(1...1000), "1.5", "Each wait is so much longer", "2"),
      SchemaKey("max_backoff", .time, "none", "The longest wait", "30s"),
      SchemaKey(
        "jitter", .words(RetryPolicy.Jitter.allCases.map(\.rawValue)), "`none`", "Seeded chance in the waits",
        "full"),
      SchemaKey(
        "retry_on", .list(.words(["failed", "timeout", "error"])), "all three", "What is tried again",
        "[error]"),
      SchemaKey("max_retry_after", .time, "60s", "The longest Retry-After that is honoured", "10s"),
    ])

  static let stopConditions = SchemaSection(
    "stop_conditions", "What ends a task or the run.", place: "execution: {stop_conditions: @}",
    keys: [
      SchemaKey("timeout_per_task", .time, "300s", "Time limit of one attempt", "60s"),
      SchemaKey("timeout_total", .time, "none", "Time limit of the run", "10m"),
      SchemaKey("timeout", .time, "none", "The same, as the seed calls it", "600"),
      SchemaKey("timeout_minutes", .number(0.0001...1e6), "none", "The same, in minutes", "10"),
      SchemaKey(
        "max_failures", .integer(1...1_000_000_000), "none",
        "So many tasks that do not succeed, over all scenarios that have this limit; so with the limits below",
        "10"),
      SchemaKey("consecutive_failures", .integer(1...1_000_000_000), "none", "So many of them in a row", "5"),
      SchemaKey(
        "max_error_rate", .either([share, .keys("max_error_rate")]), "none",
        "The share of all tasks, or of the last ones, that may not succeed", "0.2"),
      SchemaKey(
        "min_success_rate", .either([share, .keys("min_success_rate")]), "none",
        "The share of all tasks that must succeed", "0.9"),
      SchemaKey("max_cost", .either([.number(0...1e15), .text]), "none", "What the run may cost", "5"),
      SchemaKey(
        "max_tokens", .integer(1...1_000_000_000_000), "none", "How many tokens it may use", "1000000"),
    ])

  static let errorRate = SchemaSection(
    "max_error_rate",
    "A share with its window. It ends the run when the tasks show, with a chance to err of 1 % over the "
      + "whole run, that more fail: all tasks together, or the last `window` to twice as many.",
    place: "execution: {stop_conditions: {max_error_rate: @}}",
    keys: [
      SchemaKey("limit", share, "1", "The share", "0.2"),
      SchemaKey(
        "window", .integer(1...1_000_000), "100", "So many of the last tasks are looked at by themselves",
        "50"),
      SchemaKey("minimum_count", .integer(1...1_000_000), "20", "Not before so many have ended", "10"),
    ])

  static let successRate = SchemaSection(
    "min_success_rate",
    "A share of all tasks. It ends the run when the tasks show, with a chance to err of 1 % over the whole "
      + "run, that fewer succeed.",
    place: "execution: {stop_conditions: {min_success_rate: @}}",
    keys: [
      SchemaKey("limit", share, "0", "The share", "0.9"),
      SchemaKey("minimum_count", .integer(1...1_000_000), "20", "Not before so many have ended", "10"),
    ])
}
