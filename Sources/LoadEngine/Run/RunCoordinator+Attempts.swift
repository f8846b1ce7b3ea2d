import HeapModule
import Reactor
import RunModel
import Statistics

/// One attempt, from its start to what follows from it.
extension RunCoordinator {
  /// Begins an attempt; `false` when the run was stopped: its task is cancelled then.
  @inline(never)
  func start(_ attempt: Attempt, by worker: Worker) -> Bool {
    guard stage == .none else {
      finishCancelled(attempt.task)
      return false
    }
    let now = scope.now
    attempt.task.move(.start)
    attempt.start = now
    worker.attempt = attempt
    inFlight += 1
    report.began()
    if attempt.number == 1 { begin(attempt.task) }
    if let limit {
      attempt.deadline = now + limit
      deadlines.add(attempt, of: worker, underWay: inFlight)
      armDeadline()
    }
    report.events?.send(
      .attemptStarted(
        taskIndex: attempt.task.index, caseID: attempt.task.testCase.id, attempt: attempt.number, at: now))
    return true
  }

  private func begin(_ task: PlannedTask) {
    let number = report.taskBegan()
    task.startNumber = number
    for limit in limits { limit.begin(number) }
  }

  /// The work has returned or thrown, in time or late.
  func end(_ attempt: Attempt, _ outcome: AttemptOutcome, by worker: Worker) {
    worker.attempt = nil
    guard let cut = attempt.cut else {
      inFlight -= 1
      report.ended()
      return conclude(attempt, outcome, at: scope.now)
    }
    // What comes after the moment of patience comes too late: the attempt has its record.
    if attempt.isConcluded { return }
    lingering -= 1
    conclude(attempt, cutShort(outcome, cut.status), at: cut.at)
    endIfOver()
  }

  private func cutShort(_ outcome: AttemptOutcome, _ status: TaskStatus) -> AttemptOutcome {
    status == .timeout ? outcome.cutAtDeadline(limit: limit) : outcome.cutByStop(stopReason)
  }

  private var limit: Duration? { policy.stopConditions.timeoutPerTask }

  // MARK: Deadlines

  /// One timer is enough: for the earliest deadline.
  private func armDeadline() {
    if deadlineTimer?.isPending == true { return }
    guard let next = deadlines.next() else { return }
    deadlineTimer = scope.loop.schedule(at: scope.loopInstant(next)) { [weak self] in
      self?.assumeIsolated { $0.expireDue() }
    }
  }

  private func expireDue() {
    let now = scope.now
    while let (worker, attempt) = deadlines.popDue(at: now) {
      cut(attempt, of: worker, as: .timeout, at: attempt.deadline ?? now)
      if stage == .none { addWorker(first: nil, slot: worker.slot) }
    }
    armDeadline()
  }

  /// Ends an attempt now, whatever its work does: the slot is free. The work has a moment to return what it
  /// knows; after that it counts as leaked.
  func cut(_ attempt: Attempt, of worker: Worker, as status: TaskStatus, at instant: RunInstant) {
    attempt.cut = (instant, status)
    inFlight -= 1
    report.ended()
    lingering += 1
    worker.isDetached = true
    worker.task?.cancel()
    let patience = scope.loopInstant(scope.now + configuration.grace)
    scope.loop.schedule(at: patience) { [weak self] in
      self?.assumeIsolated { $0.abandon(attempt) }
    }
  }

  private func abandon(_ attempt: Attempt) {
    guard !attempt.isConcluded, let cut = attempt.cut else { return }
    lingering -= 1
    let silence = AttemptOutcome(thrown: CancellationError())
    conclude(attempt, cutShort(silence, cut.status), at: cut.at, leaked: true)
    endIfOver()
  }

  // MARK: Conclusions

  /// Makes the record of an attempt and decides what follows: a retry or the task's result.
  private func conclude(
    _ attempt: Attempt, _ outcome: AttemptOutcome, at end: RunInstant, leaked: Bool = false
  ) {
    attempt.isConcluded = true
    let judged = judge(outcome, attempt, end).redacted(by: configuration.secrets)
    var record = attempt.record(judged, at: end, leaked: leaked)
    record.backoff = pauseBeforeRetry(attempt, judged)
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

  private func judge(_ outcome: AttemptOutcome, _ attempt: Attempt, _ end: RunInstant) -> AttemptOutcome {
    let task = attempt.task
    if !hasExpectations, task.testCase.expectations.isEmpty { return outcome }
    let shared = configuration.expectations[task.testCase.scenario] ?? []
    return ExpectationEvaluator.judge(
      outcome, (shared + task.testCase.expectations).map(configuration.secrets.reveal),
      took: end - attempt.intendedStart)
  }

  private func pauseBeforeRetry(_ attempt: Attempt, _ outcome: AttemptOutcome) -> Duration? {
    guard stage == .none else { return nil }
    return retries.pause(
      after: attempt.number, status: outcome.status, stream: stableHash(attempt.task.testCase.id),
      lastPause: attempt.task.lastPause, retryAfter: outcome.output?.retryAfter)
  }

  private func retry(_ task: PlannedTask, after pause: Duration, from end: RunInstant) {
    let due = max(end + pause, scope.now)
    task.lastPause = pause
    backingOff.insert(WaitingRetry(due: due, task: task))
    report.events?.send(.retryScheduled(taskIndex: task.index, attempt: task.attempts.count + 1, at: due))
    wake(at: due)
  }

  private func finish(_ task: PlannedTask, _ outcome: AttemptOutcome, at end: RunInstant) {
    window.finish()
    deliver(
      task.result(
        status: outcome.status, finished: end, completionIndex: report.completions, failure: outcome.failure,
        message: outcome.message, cancelReason: outcome.status == .cancelled ? stopReason : nil,
        output: outcome.output), begun: task.startNumber)
    if !idle.isEmpty { pump() }
  }

  /// A task that was admitted, and whose next attempt will not come.
  func finishCancelled(_ task: PlannedTask) {
    task.move(.cancel)
    window.finish()
    deliver(
      task.result(
        status: .cancelled, finished: scope.now, completionIndex: report.completions,
        message: task.attempts.isEmpty ? "cancelled before it began" : "cancelled before its next attempt",
        cancelReason: stopReason))
    endIfOver()
  }

  func deliver(_ result: TaskResult, begun number: Int? = nil) {
    report.add(result)
    if let reason = limits.observe(result, begun: number) { stop(reason, stage: .drain) }
  }
}
