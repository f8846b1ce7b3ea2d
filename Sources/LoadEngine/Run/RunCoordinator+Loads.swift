import DequeModule
import Reactor
import RunModel
import Statistics

/// Loads over time.
extension RunCoordinator {
  // MARK: Open

  func begin(_ load: OpenLoad) {
    let schedule = ArrivalSchedule(load, seed: configuration.seed, shard: configuration.shard)
    arrive(load, schedule, scope.now)
  }

  /// Plans the next arrival, and what follows from it when it comes.
  private func arrive(_ load: OpenLoad, _ schedule: ArrivalSchedule, _ origin: RunInstant) {
    var schedule = schedule
    guard let next = schedule.next() else { return endPlan(at: origin + schedule.end) }
    let instant = origin + .nanoseconds(next.nanoseconds)
    scope.loop.schedule(at: scope.loopInstant(instant)) { [weak self] in
      self?.assumeIsolated { $0.arrived(load, schedule, origin, at: instant) }
    }
  }

  private func arrived(
    _ load: OpenLoad, _ schedule: ArrivalSchedule, _ origin: RunInstant, at instant: RunInstant
  ) {
    guard stage == .none, let task = newTask(intended: instant) else { return endIfOver() }
    if load.overflow == .drop, window.unfinished + arrived.count >= load.maxInFlight {
      deliverUnbegun(
        task, message: "dropped: \(load.maxInFlight) tasks were in flight",
        reason: .dropped(inFlight: load.maxInFlight))
    } else {
      arrived.append(task)
      pump()
    }
    arrive(load, schedule, origin)
  }

  // MARK: Closed

  func begin(_ load: ClosedLoad) {
    let schedule = UserSchedule(load, shard: configuration.shard)
    let origin = scope.now
    for change in schedule.changes {
      scope.loop.schedule(at: scope.loopInstant(origin + (change.at - .zero))) { [weak self] in
        self?.assumeIsolated { $0.wantUsers(change.users) }
      }
    }
    endPlan(at: origin + (schedule.end - .zero))
  }

  private func wantUsers(_ users: Int) {
    guard stage == .none else { return }
    wantedUsers = users
    let missing = users - activeUsers
    guard missing > 0 else { return }
    activeUsers += missing
    addWorkers(missing)
  }

  /// Whether the worker is a user too many.
  func retires(_ worker: Worker) -> Bool {
    guard isClosedLoad else { return false }
    return activeUsers > wantedUsers || planIsOver
  }

  /// A user's pause between two tasks; `false` when it has to leave.
  func rests(_ worker: Worker) async -> Bool {
    guard case .closed(let load) = policy.load else { return true }
    if retires(worker) { return false }
    if let thinkTime = load.thinkTime {
      var random = SeededGenerator(
        seed: configuration.seed, stream: UInt64(worker.slot), worker.pauses, 0x74)
      worker.pauses += 1
      await pause(worker, until: scope.now + thinkTime.draw(&random))
    }
    return !retires(worker) && stage == .none
  }

  // MARK: End of the plan

  /// The plan's time is over then: no new tasks; what has begun may drain.
  private func endPlan(at instant: RunInstant) {
    scope.loop.schedule(at: scope.loopInstant(instant)) { [weak self] in
      self?.assumeIsolated { coordinator in
        guard coordinator.stage == .none else { return }
        coordinator.planIsOver = true
        coordinator.source.close()
        for worker in coordinator.workers where coordinator.retires(worker) { worker.endPause() }
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

extension DelayDistribution {
  /// A delay drawn from the distribution, at least 0.
  package func draw(_ random: inout SeededGenerator) -> Duration {
    let seconds =
      switch self {
      case .constant(let seconds): seconds
      case .uniform(let low, let high): random.uniform(low, high)
      case .normal(let mean, let deviation): random.normal(mean: mean, standardDeviation: deviation)
      case .logNormal(let median, let sigma): random.logNormal(median: median, sigma: sigma)
      case .exponential(let mean): random.exponential(mean: mean)
      case .recorded(let histogram): Double(random.draw(from: histogram)) / 1e9
      }
    return .seconds(min(max(seconds, 0), 1e9))
  }
}
