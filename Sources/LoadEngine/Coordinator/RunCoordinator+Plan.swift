import Reactor
import RunModel

/// The plan of the load, step by step.
extension RunCoordinator {
  /// Does what the plan has now, and sees to what it has next.
  func followPlan() {
    while stage == .none, !planIsOver {
      switch plan.next(at: scope.now) {
      case .now(.arrival, let instant): arrive(at: instant)
      case .now(.users(let users), _): want(users)
      case .later(let instant): return schedule(at: instant) { $0.followPlan() }
      case .end(let instant): return instant.map { schedule(at: $0) { $0.endPlan() } } ?? ()
      }
    }
    endIfOver()
  }

  private func want(_ users: Int) {
    driver.want(users)
    for _ in 0..<driver.vacancies(working: crew.working, tasks: source.knownCount) {
      launch(crew.hire(), first: nil)
    }
  }

  private func arrive(at instant: RunInstant) {
    guard let task = newTask(intended: instant) else {
      planIsOver = true
      return
    }
    if driver.drops(underWay: window.unfinished + thinking + arrivals.waiting) {
      arrivals.drop()
      let most = policy.mostAtOnce
      deliverUnbegun(
        task, message: "dropped: \(most) tasks were in flight", reason: .dropped(inFlight: most))
    } else {
      arrivals.add(task)
      pump()
    }
  }

  /// The plan's time is over: no new tasks; what has begun may drain, so long as the limit lets it.
  private func endPlan() {
    guard stage == .none else { return }
    planIsOver = true
    driver.endPlan()
    if !driver.finishesSessions { source.close() }
    if hasSurplus { crew.endPauses() }
    schedule(at: scope.now + policy.drainLimit) { $0.stop(.loadEnded, stage: .abort) }
    endIfOver()
  }

  // MARK: Users

  /// Whether a user has to leave.
  var hasSurplus: Bool { hasUsers && driver.isSurplus(working: crew.working) }

  /// What a user does after a task: a pause, and its next one, until it has done its own or is too many.
  func nextForUser(_ worker: Worker) async -> Next {
    if hasSurplus { return .leave }
    guard driver.staysAfter(tasks: worker.tasks) else {
      worker.tasks = 0
      return tasksArrive ? take() : .leave
    }
    if let time = driver.pause(user: worker.slot, number: worker.pauses, seed: configuration.seed) {
      worker.pauses += 1
      thinking += 1
      await pause(worker, until: scope.now + time)
      thinking -= 1
    }
    if hasSurplus || stage > .none { return .leave }
    return tasksArrive ? nextOfSession() : take()
  }

  /// A user's next task does not arrive: it is wanted now.
  private func nextOfSession() -> Next {
    let now = scope.now
    if retries.isDue(at: now) { return take() }
    return newTask(intended: now).map { firstAttempt(of: $0, now) } ?? .wait
  }

  /// Waits, unless the run is stopped meanwhile.
  private func pause(_ worker: Worker, until instant: RunInstant) async {
    guard stage == .none else { return }
    await withUnsafeContinuation { continuation in
      worker.pause = continuation
      worker.pauseTimer = scope.loop.schedule(at: scope.loopInstant(instant)) { worker.endPause() }
    }
  }
}
