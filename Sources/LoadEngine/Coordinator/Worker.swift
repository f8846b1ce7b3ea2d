import Reactor
import RunModel

/// One slot: a Swift task that does attempts, one after the other. Confined to the run's loop.
final class Worker: @unchecked Sendable {
  let slot: Int
  var task: Task<Void, Never>?
  /// Resumed when there is something to do, or when the worker shall end.
  var idle: UnsafeContinuation<Attempt?, Never>?
  /// Resumed when a pause (to think) is over or cut short.
  var pause: UnsafeContinuation<Void, Never>?
  var pauseTimer: TimerToken?
  /// How often it has paused to think, counted on by whoever takes its place.
  var pauses: UInt64 = 0
  /// Tasks that the user has begun, of its session.
  var tasks = 0
  /// Resumed with a rate token, or with none when the run is stopped.
  var tokenWait: UnsafeContinuation<RateGate.Grant?, Never>?
  /// The attempt under way.
  var attempt: Attempt?
  /// Tells what its work waits for that the attempt was cut.
  let signal = AbortSignal()
  /// Its slot was given to another: it ends after the attempt.
  var isDetached = false

  init(slot: Int) { self.slot = slot }

  /// Ends its wait for work.
  func resume(with attempt: Attempt?) {
    let waiting = idle
    idle = nil
    waiting?.resume(returning: attempt)
  }

  /// Ends a pause.
  func endPause() {
    pauseTimer?.cancel()
    pauseTimer = nil
    pause?.resume()
    pause = nil
  }
}
