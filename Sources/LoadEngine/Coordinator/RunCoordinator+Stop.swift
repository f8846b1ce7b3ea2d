import RunModel

/// How a run ends early.
extension RunCoordinator {
  /// Stops the run: nothing is admitted any more. What is in flight drains (up to the policy's limit), or is
  /// cancelled at once. The first reason is the one that counts.
  func stop(_ reason: StopReason, stage wanted: CancellationToken.Stage) {
    guard !isOver, wanted > stage else { return }
    let isFirst = stage == .none
    if isFirst {
      stopReason = reason
      report.events?.send(.stopTriggered(reason, at: scope.now))
    }
    stage = wanted
    crew.endPauses()
    tokens.close()
    while let task = retries.withdraw() { finishCancelled(task) }
    if wanted == .abort { abortFlights() } else { limitDrain() }
    crew.dismissIdle()
    if isFirst { configuration.outcome?.stopped(reason) }
    endIfOver()
  }

  private func limitDrain() {
    schedule(at: scope.now + policy.drainLimit) { coordinator in
      if let reason = coordinator.stopReason { coordinator.stop(reason, stage: .abort) }
    }
  }

  private func abortFlights() {
    let now = scope.now
    for (worker, attempt) in crew.underWay { cut(attempt, of: worker, as: .cancelled, at: now) }
  }

  /// Every task that was planned and never admitted gets its result: cancelled, with the reason.
  func cancelWhatNeverBegan() {
    guard stage > .none else { return }
    while let task = arrivals.withdraw() { deliverUnbegun(task) }
    guard driver.endsWithCases else { return }
    while let task = newTask(intended: scope.now) { deliverUnbegun(task) }
  }

  func deliverUnbegun(
    _ task: PlannedTask, message: String = "cancelled before it began", reason: StopReason? = nil
  ) {
    task.move(.cancel)
    deliver(
      task.cancelled(
        message, at: max(scope.now, task.intendedStart), completionIndex: report.completions,
        stopped: reason ?? stopReason))
  }
}
