import RunModel

/// The life of a task: which state follows from which event. Moves that are not listed here are refused. Pure.
package struct TaskMachine: Sendable, Equatable {
  /// Where a task is.
  package enum State: Sendable, Equatable {
    /// Known, not yet admitted.
    case pending
    /// Admitted: it waits for a slot or a rate token.
    case queued
    /// Its attempt of that number is under way.
    case running(attempt: Int)
    /// Its attempt of that number did not succeed; it waits to be tried again.
    case backingOff(attempt: Int)
    /// It has its result.
    case finished(TaskStatus)
  }

  /// What can happen to it.
  package enum Event: Sendable, Equatable {
    /// It may go on: for the first time, or because its pause is over.
    case admit
    /// An attempt begins.
    case start
    /// The attempt has ended like that, and the task with it.
    case finish(TaskStatus)
    /// The attempt has ended like that, and there will be another.
    case retry(TaskStatus)
    /// No attempt will follow.
    case cancel
  }

  package private(set) var state = State.pending
  /// Attempts that were begun.
  package private(set) var attempts = 0

  package init() {}

  /// The state as the word on disk.
  package var status: TaskStatus {
    switch state {
    case .pending, .backingOff: .pending
    case .queued: .queued
    case .running: .running
    case .finished(let status): status
    }
  }

  /// Moves on. `false` when the event cannot happen in this state: nothing changes then.
  package mutating func apply(_ event: Event) -> Bool {
    guard let next = next(event) else { return false }
    if case .running(let attempt) = next { attempts = attempt }
    state = next
    return true
  }

  private func next(_ event: Event) -> State? {
    switch (state, event) {
    case (.pending, .admit), (.backingOff, .admit): .queued
    case (.queued, .start): .running(attempt: attempts + 1)
    case (.running, .finish(let status)) where status.isTerminal: .finished(status)
    case (.running(let attempt), .retry(let status)) where status.isRetryable: .backingOff(attempt: attempt)
    case (.pending, .cancel), (.queued, .cancel), (.backingOff, .cancel): .finished(.cancelled)
    default: nil
    }
  }
}
