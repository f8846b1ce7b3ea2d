import RunModel

/// Something about a policy that can be run, and that its author may not have meant.
package struct PolicyAdvice: Sendable, Hashable, CustomStringConvertible {
  /// The field, as the scenario file names it.
  package var field: String
  /// What it comes to.
  package var text: String

  /// Whether it only says that there is little load.
  package var isAboutLittleLoad: Bool { field == "concurrency" && text.hasPrefix("1 ") }

  /// The advice in words.
  package var description: String { "\(field): \(text)" }
}

extension ExecutionPolicy {
  /// What may not be meant; empty when there is nothing to say.
  package var advice: [PolicyAdvice] {
    [
      oneAtATime, fewerThanWanted, moreThanTheRateAllows, limitBeyondTheRun, shortLimit, longRetries,
      smallWindow,
    ]
    .compactMap { $0 }
  }

  private var oneAtATime: PolicyAdvice? {
    guard load.runsOnce, concurrency == 1 else { return nil }
    return PolicyAdvice(field: "concurrency", text: "1 sends one request at a time: no load to speak of")
  }

  private var fewerThanWanted: PolicyAdvice? {
    guard load.runsOnce, let batchSize, batchSize < concurrency else { return nil }
    return PolicyAdvice(
      field: "batch_size", text: "\(batchSize) keeps it below the concurrency of \(concurrency)")
  }

  /// By Little's law so many users need at least that rate, at one second an answer.
  private var moreThanTheRateAllows: PolicyAdvice? {
    guard let rateControl, Double(concurrency) > rateControl.perMinute else { return nil }
    return PolicyAdvice(
      field: "concurrency",
      text: "\(concurrency) users share \(rateControl.perMinute) requests a minute: most of them will wait")
  }

  private var limitBeyondTheRun: PolicyAdvice? {
    guard let limit = stopConditions.timeoutPerTask else { return nil }
    if let total = stopConditions.timeoutTotal, limit > total {
      return PolicyAdvice(
        field: "stop_conditions.timeout_per_task",
        text: "\(limit.inSeconds) s is longer than the whole run may take (\(total.inSeconds) s)")
    }
    guard limit >= .seconds(3600) else { return nil }
    return PolicyAdvice(
      field: "stop_conditions.timeout_per_task", text: "\(limit.inSeconds) s finds a hanging server late")
  }

  private var shortLimit: PolicyAdvice? {
    guard let limit = stopConditions.timeoutPerTask, limit <= .seconds(10) else { return nil }
    return PolicyAdvice(
      field: "stop_conditions.timeout_per_task",
      text: "\(limit.inSeconds) s is short for a model's answer: what takes longer counts as timeout")
  }

  private var longRetries: PolicyAdvice? {
    let decider = RetryDecider(retryPolicy)
    let pauses = (1..<max(1, min(retryPolicy.maxAttempts, 1000))).map { decider.exponential(attempt: $0) }
    let total = pauses.reduce(Duration.zero, +)
    guard total > .seconds(60) else { return nil }
    return PolicyAdvice(
      field: "retry_policy", text: "a task may wait \(Int(total.inSeconds)) s in all between its attempts")
  }

  private var smallWindow: PolicyAdvice? {
    guard let batchSize, let rateControl, batchSize > rateControl.burst else { return nil }
    return PolicyAdvice(
      field: "batch_size",
      text: "\(batchSize) is more than the burst of \(rateControl.burst): windows are paced")
  }
}
