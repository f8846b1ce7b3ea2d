import RunModel

/// Which task is next.
extension RunCoordinator {
  /// What a free slot shall do.
  enum Next {
    case attempt(Attempt)
    case wait
    case waitUntil(RunInstant)
    /// Nothing any more: the user goes.
    case leave
  }

  /// Hands work to idle workers, as long as there are both. Grows the crew where the load lets it.
  func pump() {
    while stage == .none, crew.hasIdle || canGrow {
      switch take() {
      case .attempt(let attempt): if !crew.give(attempt) { hire(for: attempt) }
      case .waitUntil(let instant): return wake(at: instant)
      case .wait, .leave: return endIfOver()
      }
    }
    // When the users have gone, nobody else waits for the next retry.
    if hasUsers, let due = retries.nextDue, due > scope.now { wake(at: due) }
    endIfOver()
  }

  /// The next attempt that may begin: a retry that is due, then what has arrived, then the next case.
  @inline(never)
  func take() -> Next {
    guard stage == .none, !isOver else { return .wait }
    let now = scope.now
    guard let due = retries.nextDue else { return nextTask(now) }
    if let attempt = retries.popDue(at: now) {
      attempt.task.move(.admit)
      return .attempt(attempt)
    }
    switch nextTask(now) {
    case .attempt(let attempt): return .attempt(attempt)
    case .wait, .leave: return .waitUntil(due)
    case .waitUntil(let instant): return .waitUntil(min(instant, due))
    }
  }

  private func nextTask(_ now: RunInstant) -> Next {
    if tasksArrive {
      guard let task = arrivals.start() else { return .wait }
      return firstAttempt(of: task, now)
    }
    guard !source.isExhausted else { return .wait }
    switch window.decide(at: now) {
    case .wait: return .wait
    case .waitUntil(let instant): return .waitUntil(instant)
    case .admit:
      guard let task = newTask(intended: now) else { return .wait }
      return firstAttempt(of: task, now)
    }
  }

  func firstAttempt(of task: PlannedTask, _ now: RunInstant) -> Next {
    task.move(.admit)
    if window.admit() {
      report.events?.send(
        .windowOpened(index: window.windows - 1, size: window.size(ofTasks: source.knownCount)))
    }
    return .attempt(Attempt(task, number: 1, intendedStart: task.intendedStart, admitted: now))
  }

  /// The feed's next case as a task; `nil` when there is none, or when the source broke: that stops the run.
  func newTask(intended: RunInstant) -> PlannedTask? {
    do {
      guard let (index, testCase) = try source.next() else { return nil }
      report.taskPlanned()
      return PlannedTask(
        index: index, id: configuration.ids.task(index), testCase: testCase, intendedStart: intended,
        isWarmUp: warmUp.contains(intended), isOfLoad: configuration.isOfLoad)
    } catch {
      source.close()
      stop(.casesLost("\(error)"), stage: .drain)
      return nil
    }
  }

  /// Another worker. One that comes for a retry when the users have gone is no user with tasks of its own.
  private func hire(for attempt: Attempt) {
    let worker = crew.hire()
    if !tasksArrive { worker.tasks = .max }
    launch(worker, first: attempt)
  }

  /// Whether there may be another worker for a task that has arrived, or for a retry that is due.
  private var canGrow: Bool {
    guard tasksArrive || (hasUsers && retries.isDue(at: scope.now)) else { return false }
    return driver.vacancies(working: crew.working, tasks: nil) > 0
  }

  /// Sees to it that `pump` is called at that instant.
  func wake(at instant: RunInstant) { wakeUp.set(at: instant, later { $0.pump() }) }
}
