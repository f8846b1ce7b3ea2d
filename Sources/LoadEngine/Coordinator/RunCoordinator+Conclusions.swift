import RunModel

/// What follows from an attempt's end: another attempt, or the task's result.
extension RunCoordinator {
  /// Makes the record of an attempt and decides what follows: a retry or the task's result.
  func conclude(
    _ attempt: Attempt, _ outcome: consuming TaskOutput, at end: RunInstant, leaked: Bool = false
  ) {
    attempt.isConcluded = true
    var judged = outcome
    judge(&judged, attempt, end)
    judged.redact(configuration.secrets)
    var record = attempt.record(judged, at: end, leaked: leaked)
    record.backoff = stage == .none ? retries.pause(after: attempt, judged) : nil
    attempt.task.attempts.append(record)
    report.events?.send(
      .attemptFinished(taskIndex: attempt.task.index, caseID: attempt.task.testCase.id, record))
    if let pause = record.backoff {
      attempt.task.move(.retry(judged.status))
      retry(attempt.task, after: pause, from: end)
    } else {
      attempt.task.move(.finish(judged.status))
      finish(attempt.task, judged, at: end)
    }
  }

  private func judge(_ outcome: inout TaskOutput, _ attempt: Attempt, _ end: RunInstant) {
    let task = attempt.task
    if !hasExpectations, task.testCase.expectations.isEmpty { return }
    let shared = configuration.expectations[task.testCase.scenario] ?? []
    outcome = ExpectationEvaluator.judge(
      outcome, (shared + task.testCase.expectations).map(configuration.secrets.reveal),
      took: end - attempt.intendedStart)
  }

  private func retry(_ task: PlannedTask, after pause: Duration, from end: RunInstant) {
    let due = retries.add(task, after: pause, from: end, now: scope.now)
    report.events?.send(.retryScheduled(taskIndex: task.index, attempt: task.attempts.count + 1, at: due))
    wake(at: due)
  }

  private func finish(_ task: PlannedTask, _ outcome: TaskOutput, at end: RunInstant) {
    window.finish()
    deliver(
      task.result(outcome, at: end, completionIndex: report.completions, stopped: stopReason),
      begun: task.startNumber)
    if crew.hasIdle { pump() }
  }

  /// A task that was admitted, and whose next attempt will not come.
  func finishCancelled(_ task: PlannedTask) {
    task.move(.cancel)
    window.finish()
    deliver(
      task.cancelled(
        task.attempts.isEmpty ? "cancelled before it began" : "cancelled before its next attempt",
        at: scope.now, completionIndex: report.completions, stopped: stopReason))
    endIfOver()
  }

  func deliver(_ result: TaskResult, begun number: Int? = nil) {
    report.add(result)
    if let reason = limits?.observe(result, begun: number) { stop(reason, stage: .drain) }
  }
}
