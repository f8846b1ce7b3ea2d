import DequeModule
import HeapModule
import Reactor
import RunModel
import Statistics

/// One attempt, from its token to what follows from it.
extension RunCoordinator {
  func perform(_ planned: PlannedAttempt, by worker: Worker) async {
    if planned.granted > planned.admitted, planned.granted > scope.now {
      await pause(worker, until: planned.granted)
    }
    guard stage == .none else { return finishCancelled(planned.task) }
    let attempt = start(planned, by: worker)
    let context = TaskContext(
      attempt: planned.number, intendedStart: planned.intendedStart, deadline: attempt.deadline,
      user: worker.slot,
      task: planned.task, scope: scope)
    let outcome: AttemptOutcome
    do {
      outcome = AttemptOutcome(returned: try await work(context))
    } catch {
      outcome = AttemptOutcome(thrown: error)
    }
    end(attempt, outcome, by: worker)
  }

  private func start(_ planned: PlannedAttempt, by worker: Worker) -> RunningAttempt {
    let now = scope.now
    let deadline = policy.stopConditions.timeoutPerTask.map { now + $0 }
    let attempt = RunningAttempt(planned: planned, start: now, deadline: deadline)
    worker.attempt = attempt
    inFlight += 1
    peakInFlight = max(peakInFlight, inFlight)
    if let deadline {
      deadlines.append((deadline, worker, attempt))
      if deadlines.count == 1 { armDeadline() }
    }
    report.events?.send(
      .attemptStarted(
        taskIndex: planned.task.index, caseID: planned.task.testCase.id, attempt: planned.number, at: now))
    return attempt
  }

  /// The work has returned or thrown, in time or late.
  private func end(_ attempt: RunningAttempt, _ outcome: AttemptOutcome, by worker: Worker) {
    worker.attempt = nil
    guard let cut = attempt.cut else {
      inFlight -= 1
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

  /// Limits are all of one length, so deadlines come in order: one timer is enough.
  private func armDeadline() {
    while let first = deadlines.first, first.attempt.isConcluded || first.attempt.cut != nil {
      deadlines.removeFirst()
    }
    guard let first = deadlines.first else { return }
    if deadlineTimer?.isPending == true { return }
    deadlineTimer = scope.loop.schedule(at: scope.loopInstant(first.at)) { [weak self] in
      self?.assumeIsolated { $0.expireDue() }
    }
  }

  private func expireDue() {
    let now = scope.now
    while let first = deadlines.first, first.attempt.isConcluded || first.at <= now {
      deadlines.removeFirst()
      if !first.attempt.isConcluded, first.attempt.cut == nil {
        cut(first.attempt, of: first.worker, as: .timeout, at: first.at)
        replace(first.worker)
      }
    }
    armDeadline()
  }

  /// Ends an attempt now, whatever its work does: the slot is free. The work has a moment to return what it
  /// knows; after that it counts as leaked.
  func cut(_ attempt: RunningAttempt, of worker: Worker, as status: TaskStatus, at instant: RunInstant) {
    attempt.cut = (instant, status)
    inFlight -= 1
    lingering += 1
    worker.isDetached = true
    worker.task?.cancel()
    let patience = scope.loopInstant(scope.now + configuration.grace)
    scope.loop.schedule(at: patience) { [weak self] in
      self?.assumeIsolated { $0.abandon(attempt) }
    }
  }

  private func abandon(_ attempt: RunningAttempt) {
    guard !attempt.isConcluded, let cut = attempt.cut else { return }
    lingering -= 1
    let silence = AttemptOutcome(thrown: CancellationError())
    conclude(attempt, cutShort(silence, cut.status), at: cut.at, leaked: true)
    endIfOver()
  }

  private func replace(_ worker: Worker) {
    if stage == .none { addWorker(first: nil, slot: worker.slot) }
  }

  // MARK: Conclusions

  /// Makes the record of an attempt and decides what follows: a retry or the task's result.
  private func conclude(
    _ attempt: RunningAttempt, _ outcome: AttemptOutcome, at end: RunInstant, leaked: Bool = false
  ) {
    attempt.isConcluded = true
    let judged = judge(outcome, attempt, end)
    let planned = attempt.planned
    var record = AttemptRecord(
      number: planned.number, intendedStart: planned.intendedStart, admitted: planned.admitted,
      granted: planned.granted, start: attempt.start, end: end, status: judged.status,
      failure: judged.failure,
      message: judged.message, exchanges: judged.output?.exchanges ?? [], leaked: leaked)
    let pause = pauseBeforeRetry(planned, judged)
    record.backoff = pause
    planned.task.attempts.append(record)
    report.events?.send(
      .attemptFinished(taskIndex: planned.task.index, caseID: planned.task.testCase.id, record))
    if let pause {
      retry(planned.task, after: pause, from: end)
    } else {
      finish(planned.task, judged, at: end)
    }
  }

  private func judge(_ outcome: AttemptOutcome, _ attempt: RunningAttempt, _ end: RunInstant)
    -> AttemptOutcome
  {
    let testCase = attempt.planned.task.testCase
    let expectations = (configuration.expectations[testCase.scenario] ?? []) + testCase.expectations
    if expectations.isEmpty { return outcome }
    return ExpectationEvaluator.judge(outcome, expectations, took: end - attempt.planned.intendedStart)
  }

  private func pauseBeforeRetry(_ planned: PlannedAttempt, _ outcome: AttemptOutcome) -> Duration? {
    guard stage == .none else { return nil }
    return retries.pause(
      after: planned.number, status: outcome.status, stream: stableHash(planned.task.testCase.id),
      lastPause: planned.task.lastPause, retryAfter: outcome.output?.retryAfter)
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
        output: outcome.output))
    if !idle.isEmpty { pump() }
  }

  /// A task that was admitted, and whose next attempt will not come.
  func finishCancelled(_ task: PlannedTask) {
    window.finish()
    deliver(
      task.result(
        status: .cancelled, finished: scope.now, completionIndex: report.completions,
        message: task.attempts.isEmpty ? "cancelled before it began" : "cancelled before its next attempt",
        cancelReason: stopReason))
    endIfOver()
  }

  func deliver(_ result: TaskResult) {
    report.add(result)
    if let reason = stopRule.observe(result) { stop(reason, stage: .drain) }
  }
}
