import Reactor
import RunModel

/// One slot: a Swift task that does attempts, one after the other. Confined to the run's loop.
final class Worker: @unchecked Sendable {
  let slot: Int
  var task: Task<Void, Never>?
  /// Resumed when there is something to do, or when the worker shall end.
  var idle: UnsafeContinuation<PlannedAttempt?, Never>?
  /// Resumed when a pause (for a rate token, to think) is over or cut short.
  var pause: UnsafeContinuation<Void, Never>?
  var pauseTimer: TimerToken?
  /// The attempt under way.
  var attempt: RunningAttempt?
  /// Its slot was given to another: it ends after the attempt.
  var isDetached = false

  init(slot: Int) { self.slot = slot }

  /// Ends a pause.
  func endPause() {
    pauseTimer?.cancel()
    pauseTimer = nil
    pause?.resume()
    pause = nil
  }
}

/// An attempt under way. Confined to the run's loop.
final class RunningAttempt: @unchecked Sendable {
  let planned: PlannedAttempt
  let start: RunInstant
  let deadline: RunInstant?
  /// When it was cut: at its deadline, or when the run was aborted.
  var cut: (at: RunInstant, status: TaskStatus)?
  /// Its record is made: what the work still returns comes too late.
  var isConcluded = false

  init(planned: PlannedAttempt, start: RunInstant, deadline: RunInstant?) {
    self.planned = planned
    self.start = start
    self.deadline = deadline
  }
}
