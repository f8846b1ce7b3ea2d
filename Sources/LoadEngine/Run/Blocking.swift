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
final class BlockingPool: Sendable {
  private struct State {
    var jobs: [@Sendable () -> Void] = []
    var next = 0
    var threads = 0
    var idle = 0
  }

  private let limit: Int
  private let state = Mutex(State())
  private let work = Semaphore()

  init(threads: Int) { limit = max(1, threads) }

  /// Runs the function on one of the pool's threads.
  func run<Value: Sendable>(_ function: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withUnsafeThrowingContinuation { continuation in
      add { continuation.resume(with: Result { try function() }) }
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

  /// The next job; `nil` when the thread may end, after two idle seconds.
  private func takeJob() -> (@Sendable () -> Void)? {
    state.withLock { $0.idle += 1 }
    let found = work.wait(seconds: 2)
    return state.withLock { state in
      state.idle -= 1
      guard found, state.next < state.jobs.count else {
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
