import RunModel

/// The workers: each is one Swift task that does one attempt after the other.
extension RunCoordinator {
  func launch(_ worker: Worker, first: Attempt?) {
    worker.task = Task(executorPreference: scope.loop) { await self.live(worker, first: first) }
  }

  /// The life of one worker. The work is called here and not deeper, since each level of `async` costs time and
  /// memory; what need not live on while the work waits is kept out of this frame by not being inlined.
  private func live(_ worker: Worker, first: Attempt?) async {
    var next: Next =
      if let first { .attempt(first) } else if hasUsers, worker.tasks > 0 { await nextForUser(worker) } else {
        take()
      }
    while !worker.isDetached {
      guard case .attempt(let attempt) = next else {
        if case .waitUntil(let instant) = next { wake(at: instant) }
        if case .leave = next { break }
        if isOver || stage > .none || hasSurplus { break }
        guard let given = await waitForWork(worker) else { break }
        next = .attempt(given)
        continue
      }
      if !takeToken(attempt), let grant = await waitForToken(worker) { granted(grant, attempt) }
      if start(attempt, by: worker) {
        do {
          returned(try await work(context(of: attempt, by: worker)), attempt, by: worker)
        } catch {
          threw(error, attempt, by: worker)
        }
      }
      if worker.isDetached { break }
      next = hasUsers ? await nextForUser(worker) : take()
    }
    leave(worker)
  }

  @inline(never)
  private func context(of attempt: Attempt, by worker: Worker) -> TaskContext {
    TaskContext(
      attempt: attempt.number, intendedStart: attempt.intendedStart, deadline: attempt.deadline,
      user: worker.slot, signal: worker.signal, task: attempt.task,
      revealed: RevealedCase(of: attempt.task, configuration.secrets), scope: scope)
  }

  @inline(never)
  private func returned(_ output: consuming TaskOutput, _ attempt: Attempt, by worker: Worker) {
    output.end()
    end(attempt, output, by: worker)
  }

  @inline(never)
  private func threw(_ error: any Error, _ attempt: Attempt, by worker: Worker) {
    end(attempt, TaskOutput(thrown: error), by: worker)
  }

  private func leave(_ worker: Worker) {
    crew.leave(worker)
    // A retry that is due may want another in its place.
    if hasUsers { pump() } else { endIfOver() }
  }

  // MARK: Waiting

  @inline(never)
  private func waitForWork(_ worker: Worker) async -> Attempt? {
    await withUnsafeContinuation { continuation in
      crew.wait(worker, continuation)
      endIfOver()
    }
  }

  private func takeToken(_ attempt: Attempt) -> Bool { tokens.tryTake(at: attempt.admitted) }

  @inline(never)
  private func waitForToken(_ worker: Worker) async -> RateGate.Grant? {
    if stage > .none { return nil }
    return await withUnsafeContinuation { continuation in
      worker.tokenWait = continuation
      tokens.wait(worker)
    }
  }

  private func granted(_ grant: RateGate.Grant, _ attempt: Attempt) {
    attempt.granted = scope.now
    // Without arrivals of its own the plan is the rate limit's: it wants the task when the token is there.
    guard attempt.number == 1, !tasksArrive else { return }
    attempt.intendedStart = grant.due
    attempt.task.intendedStart = grant.due
  }
}
