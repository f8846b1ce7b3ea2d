/// A thread of control with a clock and timers: a serial executor for actors, and a task executor, so that
/// nothing that runs on it ever hops to another thread.
///
/// The real one waits in epoll, the simulated one jumps its clock. Timers, `schedule` and `cancel` may be used
/// on the loop only; `execute` and `sleep` from anywhere.
package protocol EventLoop: SerialExecutor, TaskExecutor {
  /// The clock.
  var now: LoopInstant { get }

  /// Whether the caller runs on the loop.
  var isOnLoop: Bool { get }

  /// Calls `action` on the loop at that instant, or soon after. On the loop only.
  @discardableResult
  func schedule(at deadline: LoopInstant, _ action: @escaping () -> Void) -> TimerToken

  /// Calls `action` on the loop, soon. From anywhere.
  func execute(_ action: @escaping @Sendable () -> Void)

  /// Tells the loop that something outside it is at work for it (a thread of a pool): a simulated clock must
  /// not jump meanwhile. Each call is followed by one of ``endForeignWork()``.
  func beginForeignWork()

  /// The work outside has ended.
  func endForeignWork()
}

extension EventLoop {
  /// Waits until the instant. Throws `CancellationError` as soon as the task is cancelled.
  package func sleep(until deadline: LoopInstant) async throws {
    let sleeper = Sleeper()
    await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        if isOnLoop {
          sleeper.begin(continuation, until: deadline, on: self)
        } else {
          execute { sleeper.begin(continuation, until: deadline, on: self) }
        }
      }
    } onCancel: {
      execute { sleeper.cancel() }
    }
    if sleeper.wasCancelled { throw CancellationError() }
  }

  /// Waits for so many nanoseconds.
  package func sleep(nanoseconds: Int64) async throws {
    try await sleep(until: now.advanced(by: nanoseconds))
  }
}

/// One waiting task. Confined to the loop, except for `wasCancelled` after the wait.
private final class Sleeper: @unchecked Sendable {
  private var continuation: UnsafeContinuation<Void, Never>?
  private var timer: TimerToken?
  private(set) var wasCancelled = false

  func begin(
    _ continuation: UnsafeContinuation<Void, Never>, until deadline: LoopInstant, on loop: some EventLoop
  ) {
    if wasCancelled { return continuation.resume() }
    self.continuation = continuation
    timer = loop.schedule(at: deadline) { self.end() }
  }

  func cancel() {
    wasCancelled = continuation != nil || timer == nil
    timer?.cancel()
    end()
  }

  private func end() {
    continuation?.resume()
    continuation = nil
  }
}
