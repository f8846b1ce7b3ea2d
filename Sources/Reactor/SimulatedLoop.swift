import DequeModule
import Glibc
import Synchronization

/// A loop in virtual time: when nothing is ready it jumps its clock to the next timer. It runs on the thread
/// that drives it, so the same program gives the same trace each time.
package final class SimulatedLoop: EventLoop, @unchecked Sendable {
  /// Nothing is ready, no timer is set, and the body has not ended: it waits for something that cannot come.
  package struct Deadlock: Error {}

  private let inbox = Inbox()
  private var ready = Deque<Inbox.Item>()
  private var timers = Timers()
  private var clock = LoopInstant(nanoseconds: 0)
  private var driver: pthread_t?
  private let foreignWork = Mutex(0)

  package init() {}

  package var now: LoopInstant { clock }

  package var isOnLoop: Bool { driver.map { pthread_equal($0, pthread_self()) != 0 } ?? false }

  /// Timers that take memory: pending ones, and some that were cancelled.
  package var timersInMemory: Int { timers.count }

  @discardableResult
  package func schedule(at deadline: LoopInstant, _ action: @escaping () -> Void) -> TimerToken {
    timers.add(at: max(deadline, clock), action)
  }

  package func execute(_ action: @escaping @Sendable () -> Void) { add(.action(action)) }

  package func enqueue(_ job: consuming ExecutorJob) { add(.job(UnownedJob(job))) }

  package func beginForeignWork() { foreignWork.withLock { $0 += 1 } }

  package func endForeignWork() { foreignWork.withLock { $0 -= 1 } }

  package func checkIsolated() { precondition(isOnLoop, "not on the simulated loop") }

  private func add(_ item: Inbox.Item) {
    if isOnLoop { ready.append(item) } else { _ = inbox.add(item) }
  }

  /// Runs the body to its end on this thread and returns what it returns.
  ///
  /// Throws what the body throws, or ``Deadlock``.
  package func run<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) throws -> Value {
    let outer = driver
    driver = pthread_self()
    defer { driver = outer }
    let outcome = Outcome<Value>()
    Task(executorPreference: self) {
      do { outcome.result = .success(try await body()) } catch { outcome.result = .failure(error) }
    }
    while true {
      if let result = outcome.result { return try result.get() }
      try turn()
    }
  }

  private func turn() throws {
    ready.append(contentsOf: inbox.takeAll())
    if let item = ready.popFirst() { return run(item) }
    if foreignWork.withLock({ $0 }) > 0 {
      usleep(50)
      return
    }
    guard let deadline = timers.nextDeadline() else { return try awaitOtherThreads() }
    clock = max(clock, deadline)
    while let due = timers.popDue(at: clock) { due.token.fire() }
  }

  /// Something may still be on its way on another thread (an unstructured task): a short time, in real life.
  private func awaitOtherThreads() throws {
    for _ in 0..<200 {
      usleep(1000)
      ready.append(contentsOf: inbox.takeAll())
      if !ready.isEmpty { return }
    }
    throw Deadlock()
  }

  private func run(_ item: Inbox.Item) {
    switch item {
    case .action(let action): action()
    case .job(let job):
      job.runSynchronously(isolatedTo: asUnownedSerialExecutor(), taskExecutor: asUnownedTaskExecutor())
    }
  }
}

/// Where a root function leaves its result. Confined to the loop.
final class Outcome<Value: Sendable>: @unchecked Sendable {
  var result: Result<Value, any Error>?
}
