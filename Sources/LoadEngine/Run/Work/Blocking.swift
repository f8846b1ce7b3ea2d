import Glibc
import Reactor
import RunModel
import Synchronization

/// Makes a work function of one that blocks its thread: it runs on a pool of so many threads of its own.
///
/// A blocking function cannot be ended from outside: at its limit the attempt ends as timeout, the slot is
/// freed, and the function is counted as leaked until it returns.
public func blocking(
  threads: Int, _ function: @escaping @Sendable (TaskContext) throws -> TaskOutput
) -> TaskWork {
  let pool = BlockingPool(threads: threads)
  return { context in
    let loop = context.scope.loop
    loop.beginForeignWork()
    defer { loop.endForeignWork() }
    return try await pool.run { try function(context) }
  }
}

/// A bounded pool of threads. They live as long as the pool is used.
package final class BlockingPool: Sendable {
  private struct State {
    var jobs: [@Sendable () -> Void] = []
    var next = 0
    var threads = 0
    var idle = 0
  }

  private let limit: Int
  private let patience: Double
  private let state = Mutex(State())
  private let work = Semaphore()

  /// - Parameter patience: seconds after which a thread without work ends.
  package init(threads: Int, patience: Double = 2) { (limit, self.patience) = (max(1, threads), patience) }

  /// Runs the function on one of the pool's threads. Throws what it throws; when the task is cancelled before its
  /// turn has come the function is not run, and `CancellationError` is thrown at once.
  package func run<Value: Sendable>(_ function: @escaping @Sendable () throws -> Value) async throws -> Value
  {
    let ticket = BlockingTicket<Value>()
    return try await withTaskCancellationHandler {
      try await withUnsafeThrowingContinuation { continuation in
        guard ticket.wait(continuation) else { return continuation.resume(throwing: CancellationError()) }
        add {
          if let continuation = ticket.take() { continuation.resume(with: Result { try function() }) }
        }
      }
    } onCancel: {
      ticket.take()?.resume(throwing: CancellationError())
    }
  }

  private func add(_ job: @escaping @Sendable () -> Void) {
    let needsThread = state.withLock { state in
      state.jobs.append(job)
      guard state.idle < state.jobs.count - state.next, state.threads < limit else { return false }
      state.threads += 1
      return true
    }
    if needsThread { startThread() }
    work.signal()
  }

  private func startThread() {
    var thread = pthread_t()
    let me = Unmanaged.passRetained(self).toOpaque()
    pthread_create(
      &thread, nil,
      { context in
        let pool = Unmanaged<BlockingPool>.fromOpaque(context!).takeRetainedValue()
        while let job = pool.takeJob() { job() }
        return nil
      }, me)
    pthread_detach(thread)
  }

  /// The next job; `nil` when the thread may end, because there was none for so long. One that was added just when
  /// the patience ended is taken as well: it counted on this thread.
  private func takeJob() -> (@Sendable () -> Void)? {
    state.withLock { $0.idle += 1 }
    _ = work.wait(seconds: patience)
    return state.withLock { state in
      state.idle -= 1
      guard state.next < state.jobs.count else {
        state.threads -= 1
        return nil
      }
      let job = state.jobs[state.next]
      state.next += 1
      if state.next == state.jobs.count {
        state.jobs = []
        state.next = 0
      }
      return job
    }
  }
}

/// Who waits for a job: resumed by the one who takes the continuation, the pool or the cancellation.
private final class BlockingTicket<Value: Sendable>: Sendable {
  private enum State {
    case new
    case waiting(UnsafeContinuation<Value, any Error>)
    case taken
  }

  private let state = Mutex(State.new)

  /// `false` when it was taken before.
  func wait(_ continuation: UnsafeContinuation<Value, any Error>) -> Bool {
    state.withLock { state in
      guard case .new = state else { return false }
      state = .waiting(continuation)
      return true
    }
  }

  func take() -> UnsafeContinuation<Value, any Error>? {
    state.withLock { state in
      defer { state = .taken }
      if case .waiting(let continuation) = state { return continuation }
      return nil
    }
  }
}
