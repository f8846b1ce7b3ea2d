import DequeModule
import Reactor
import RunModel

/// The plan of the load, step by step.
extension RunCoordinator {
  /// Does what the plan has now, and sees to what it has next.
  func followPlan() {
    while stage == .none, !planIsOver, let step = nextStep ?? schedule.nextStep() {
      let instant = begun + (step.at - .zero)
      guard instant <= scope.now else {
        nextStep = step
        return continuePlan(at: instant)
      }
      nextStep = nil
      take(step.change, at: instant)
    }
    guard stage == .none, !planIsOver else { return endIfOver() }
    if let length = policy.load.shape.length { endPlan(at: begun + length) }
  }

  private func continuePlan(at instant: RunInstant) {
    scope.loop.schedule(at: scope.loopInstant(instant)) { [weak self] in
      self?.assumeIsolated { $0.followPlan() }
    }
  }

  private func take(_ change: LoadStep.Change, at instant: RunInstant) {
    switch change {
    case .arrival: arrive(at: instant)
    case .users(let users):
      driver.want(users)
      addWorkers(driver.vacancies(working: working, tasks: source.knownCount))
    }
  }

  private func arrive(at instant: RunInstant) {
    guard let task = newTask(intended: instant) else {
      planIsOver = true
      return
    }
    if driver.drops(underWay: window.unfinished + arrived.count) {
      let most = policy.load.shape.most(policy).value
      deliverUnbegun(
        task, message: "dropped: \(most) tasks were in flight", reason: .dropped(inFlight: most))
    } else {
      arrived.append(task)
      pump()
    }
  }

  // MARK: Users

  /// Whether a user has to leave.
  var hasSurplus: Bool { driver.hasUsers && driver.isSurplus(working: working) }

  /// A user's pause between two tasks; `false` when it has to leave.
  func rests(_ worker: Worker) async -> Bool {
    if hasSurplus { return false }
    if let time = driver.pause(user: worker.slot, number: worker.pauses, seed: configuration.seed) {
      worker.pauses += 1
      await pause(worker, until: scope.now + time)
    }
    return !hasSurplus && stage == .none
  }

  // MARK: End of the plan

  /// The plan's time is over then: no new tasks; what has begun may drain.
  private func endPlan(at instant: RunInstant) {
    scope.loop.schedule(at: scope.loopInstant(instant)) { [weak self] in
      self?.assumeIsolated { coordinator in
        guard coordinator.stage == .none else { return }
        coordinator.planIsOver = true
        coordinator.driver.endPlan()
        coordinator.source.close()
        if coordinator.hasSurplus { for worker in coordinator.workers { worker.endPause() } }
        coordinator.limitPlan()
        coordinator.endIfOver()
      }
    }
  }

  /// What is still unfinished when the drain limit has passed after the plan's end is cancelled.
  private func limitPlan() {
    scope.loop.schedule(at: scope.loopInstant(scope.now + policy.drainLimit)) { [weak self] in
      self?.assumeIsolated { $0.stop(.loadEnded, stage: .abort) }
    }
  }
}
