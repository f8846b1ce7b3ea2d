import Reactor
import RunModel

/// One attempt, from its start to its end, or to where it is cut.
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
    if attempt.number == 1 {
      worker.tasks += 1
      begin(attempt.task)
    }
    deadlines.begin(attempt, of: worker, at: now, underWay: inFlight, expire: later { $0.expireDue() })
    report.events?.send(
      .attemptStarted(
        taskIndex: attempt.task.index, caseID: attempt.task.testCase.id, attempt: attempt.number, at: now))
    return true
  }

  private func begin(_ task: PlannedTask) {
    report.taskBegan()
    task.startNumber = limits?.begin()
  }

  /// The work has returned or thrown, in time or late.
  func end(_ attempt: Attempt, _ outcome: consuming TaskOutput, by worker: Worker) {
    worker.attempt = nil
    guard let cut = attempt.cut else {
      inFlight -= 1
      report.ended()
      return conclude(attempt, outcome, at: scope.now)
    }
    // What comes after the moment of patience comes too late: the attempt has its record.
    if attempt.isConcluded { return }
    lingering -= 1
    let (late, instant) = afterCut(attempt, cut, outcome)
    conclude(attempt, late, at: instant)
    endIfOver()
  }

  /// A success that an abort could not take back came when it came, unless that was beyond its deadline.
  private func afterCut(
    _ attempt: Attempt, _ cut: (at: RunInstant, status: TaskStatus), _ outcome: TaskOutput
  ) -> (TaskOutput, at: RunInstant) {
    let (short, now) = (cutShort(outcome, cut.status), scope.now)
    guard short.status == .succeeded else { return (short, cut.at) }
    if let deadline = attempt.deadline, deadline < now { return (cutShort(outcome, .timeout), deadline) }
    return (short, now)
  }

  private func cutShort(_ outcome: TaskOutput, _ status: TaskStatus) -> TaskOutput {
    status == .timeout ? outcome.cutAtDeadline(limit: limit) : outcome.cutByStop(stopReason)
  }

  private var limit: Duration? { policy.stopConditions.timeoutPerTask }

  // MARK: Deadlines

  private func expireDue() {
    let now = scope.now
    while let (worker, attempt) = deadlines.popDue(at: now) {
      cut(attempt, of: worker, as: .timeout, at: attempt.deadline ?? now)
      if stage == .none { launch(crew.replace(worker), first: nil) }
    }
    deadlines.arm(later { $0.expireDue() })
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
    worker.signal.abort(on: scope.loop)
    schedule(at: scope.now + configuration.grace) { $0.abandon(attempt) }
  }

  private func abandon(_ attempt: Attempt) {
    guard !attempt.isConcluded, let cut = attempt.cut else { return }
    lingering -= 1
    let silence = TaskOutput(thrown: CancellationError())
    conclude(attempt, cutShort(silence, cut.status), at: cut.at, leaked: true)
    endIfOver()
  }
}
