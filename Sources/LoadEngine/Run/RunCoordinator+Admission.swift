import DequeModule
import HeapModule
import Reactor
import RunModel

/// Who does what next.
extension RunCoordinator {
  /// What a free slot shall do.
  private enum Next {
    case attempt(PlannedAttempt)
    case wait
    case waitUntil(RunInstant)
  }

  /// The life of one worker.
  func live(_ worker: Worker, first: PlannedAttempt?) async {
    var next = first.map(Next.attempt) ?? take()
    while !worker.isDetached {
      if case .attempt(let attempt) = next {
        await perform(attempt, by: worker)
        if worker.isDetached { break }
        guard await rests(worker) else { break }
      } else {
        if case .waitUntil(let instant) = next { wake(at: instant) }
        if isOver || stage > .none || retires(worker) { break }
        guard let attempt = await waitForWork(worker) else { break }
        next = .attempt(attempt)
        continue
      }
      next = take()
    }
    leave(worker)
  }

  private func waitForWork(_ worker: Worker) async -> PlannedAttempt? {
    await withUnsafeContinuation { continuation in
      worker.idle = continuation
      idle.append(worker)
      endIfOver()
    }
  }

  /// Hands work to idle workers, as long as there are both. Grows the crew of an open load.
  func pump() {
    while stage == .none, !idle.isEmpty || canGrow {
      switch take() {
      case .attempt(let attempt): give(attempt)
      case .waitUntil(let instant): return wake(at: instant)
      case .wait: return endIfOver()
      }
    }
    endIfOver()
  }

  private func give(_ attempt: PlannedAttempt) {
    if let worker = idle.popLast() {
      let continuation = worker.idle
      worker.idle = nil
      continuation?.resume(returning: attempt)
    } else {
      addWorker(first: attempt)
    }
  }

  /// The next attempt that may begin: a retry that is due, then what has arrived, then the next case.
  private func take() -> Next {
    guard stage == .none, !isOver else { return .wait }
    let now = scope.now
    if let retry = backingOff.min, retry.due <= now {
      let task = backingOff.removeMin().task
      return .attempt(planned(task, number: task.attempts.count + 1, intended: retry.due, now: now))
    }
    var next = nextTask(now)
    if let retry = backingOff.min {
      if case .wait = next { next = .waitUntil(retry.due) }
      if case .waitUntil(let instant) = next { next = .waitUntil(min(instant, retry.due)) }
    }
    return next
  }

  private func nextTask(_ now: RunInstant) -> Next {
    if case .open = policy.load {
      guard let task = arrived.popFirst() else { return .wait }
      admit()
      return .attempt(planned(task, number: 1, intended: task.intendedStart, now: now))
    }
    guard !source.isExhausted else { return .wait }
    switch window.decide(at: now) {
    case .wait: return .wait
    case .waitUntil(let instant): return .waitUntil(instant)
    case .admit: return firstAttempt(now)
    }
  }

  private func firstAttempt(_ now: RunInstant) -> Next {
    guard let task = newTask(intended: now) else { return .wait }
    admit()
    var attempt = planned(task, number: 1, intended: now, now: now)
    // Without arrivals of its own the plan is the rate limit's: it wants the task when the token is there.
    attempt.intendedStart = attempt.granted
    task.intendedStart = attempt.granted
    return .attempt(attempt)
  }

  /// The feed's next case as a task; `nil` when there is none, or when the source broke: that stops the run.
  func newTask(intended: RunInstant) -> PlannedTask? {
    do {
      guard let (index, testCase) = try source.next() else { return nil }
      return PlannedTask(
        index: index, id: configuration.ids.task(index), testCase: testCase, intendedStart: intended)
    } catch {
      brokenSource = error
      source.close()
      stop(.user("the cases could not be read"), stage: .drain)
      return nil
    }
  }

  private func admit() {
    if window.admit() {
      report.events?.send(
        .windowOpened(index: window.windows - 1, size: policy.batchSize ?? source.knownCount ?? 0))
    }
  }

  private func planned(_ task: PlannedTask, number: Int, intended: RunInstant, now: RunInstant)
    -> PlannedAttempt
  {
    PlannedAttempt(
      task: task, number: number, intendedStart: intended, admitted: now, granted: limiters.reserve(at: now))
  }

  // MARK: Workers

  func addWorkers(_ count: Int) {
    for _ in 0..<count { addWorker(first: nil) }
  }

  func addWorker(first: PlannedAttempt?, slot: Int? = nil) {
    let worker = Worker(slot: slot ?? workers.count)
    if slot == nil { workers.append(worker) } else { workers[worker.slot] = worker }
    worker.task = Task(executorPreference: scope.loop) { await self.live(worker, first: first) }
  }

  /// Whether an open load may still start another worker.
  private var canGrow: Bool {
    if case .open(let load) = policy.load { workers.count < load.maxInFlight } else { false }
  }

  func leave(_ worker: Worker) {
    if case .closed = policy.load, !worker.isDetached { activeUsers -= 1 }
    endIfOver()
  }

  // MARK: Waking

  /// Sees to it that `pump` is called at that instant.
  func wake(at instant: RunInstant) {
    if let wakeAt, wakeAt <= instant, wakeTimer?.isPending == true { return }
    wakeTimer?.cancel()
    wakeAt = instant
    wakeTimer = scope.loop.schedule(at: scope.loopInstant(instant)) { [weak self] in
      self?.assumeIsolated {
        $0.wakeAt = nil
        $0.pump()
      }
    }
  }

  /// Waits, unless the run is stopped meanwhile.
  func pause(_ worker: Worker, until instant: RunInstant) async {
    guard stage == .none else { return }
    await withUnsafeContinuation { continuation in
      worker.pause = continuation
      worker.pauseTimer = scope.loop.schedule(at: scope.loopInstant(instant)) { worker.endPause() }
    }
  }
}
