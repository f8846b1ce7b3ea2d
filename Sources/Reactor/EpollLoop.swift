import CLinux
import DequeModule
import Glibc
import Synchronization
import SystemPackage

/// The real loop: one thread that waits in epoll.
///
/// Jobs that are enqueued on its own thread cost no lock and no system call. Timers have the precision of
/// `epoll_pwait2`, nanoseconds.
package final class EpollLoop: EventLoop, @unchecked Sendable {
  /// The system refused something the loop needs.
  package struct SystemError: Error, CustomStringConvertible {
    package var call: String
    package var code: Int32
    package var description: String { "\(call): \(Errno(rawValue: code))" }
  }

  private let poller: Poller
  private let inbox = Inbox()
  @exclusivity(unchecked) private var ready = Deque<Inbox.Item>()
  @exclusivity(unchecked) private var timers = Timers()
  @exclusivity(unchecked) private var descriptors: DescriptorTable
  private var thread = pthread_t()
  private let stopping = Atomic(false)
  /// When the timers were last looked at.
  private var clock = LoopInstant(nanoseconds: 0)
  /// The number of the turn under way: what is to be done only so often in a turn tells turns apart by it.
  @exclusivity(unchecked) package private(set) var turn: UInt64 = 0
  /// Descriptors that were ready at the last wait: how busy the loop is with the network.
  @exclusivity(unchecked) package private(set) var eventsReady = 0

  /// The most that was ready to run in one turn since it was last asked for.
  @exclusivity(unchecked) private var mostReady = 0

  private var watches = LatenessWatches()

  /// Starts the thread. Throws ``SystemError``.
  package init() throws {
    poller = try Poller()
    descriptors = DescriptorTable(poller: poller)
    try startThread()
  }

  package var now: LoopInstant { Self.monotonicNow() }

  package var isOnLoop: Bool { pthread_equal(thread, pthread_self()) != 0 }

  @discardableResult
  package func schedule(at deadline: LoopInstant, _ action: @escaping () -> Void) -> TimerToken {
    timers.add(at: deadline, action)
  }

  /// Does the same; its lateness counts for those alone who want that of probes.
  @discardableResult
  package func probe(at deadline: LoopInstant, _ action: @escaping () -> Void) -> TimerToken {
    timers.add(at: deadline, isProbe: true, action)
  }

  /// Counts how late timers fire, probes too where they are wanted, until ``endWatch(_:)``. On the loop.
  package func beginWatch(countsProbes: Bool = false) -> LatenessWatch {
    watches.begin(countsProbes: countsProbes)
  }

  package func endWatch(_ watch: LatenessWatch) { watches.end(watch) }

  /// The most jobs and calls that were ready to run in one turn since this was last asked. On the loop.
  package func takeMostReady() -> Int {
    defer { mostReady = 0 }
    return mostReady
  }

  package func execute(_ action: @escaping @Sendable () -> Void) { add(.action(action)) }

  package func enqueue(_ job: consuming ExecutorJob) { add(.job(UnownedJob(job))) }

  package func beginForeignWork() {}

  package func endForeignWork() {}

  package func checkIsolated() { precondition(isOnLoop, "not on the loop's thread") }

  /// Watches a descriptor; replaces the events and the watcher that it had. On the loop only.
  package func watch(_ descriptor: Int32, events: UInt32, _ watcher: any DescriptorWatcher) {
    descriptors.watch(descriptor, events: events, watcher)
  }

  /// Stops watching a descriptor. On the loop only.
  package func unwatch(_ descriptor: Int32) { descriptors.unwatch(descriptor) }

  /// Notes that a socket was opened whose closing will be told by ``didClose(_:)``: while it rests between two
  /// requests it stays with epoll, which saves two system calls a request. On the loop only.
  package func didOpen(_ descriptor: Int32) { descriptors.didOpen(descriptor) }

  /// Notes that a socket is about to be closed. On the loop only.
  package func didClose(_ descriptor: Int32) { descriptors.didClose(descriptor) }

  /// Ends the thread after what is ready has run, and joins it. Not on the loop.
  package func shutdown() {
    guard !stopping.exchange(true, ordering: .acquiringAndReleasing) else { return }
    poller.wake()
    pthread_join(thread, nil)
  }

  deinit { shutdown() }

  package static func monotonicNow() -> LoopInstant {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return LoopInstant(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
  }

  private func add(_ item: Inbox.Item) {
    if isOnLoop {
      ready.append(item)
    } else if inbox.add(item) {
      poller.wake()
    }
  }
}

// MARK: - The thread

extension EpollLoop {
  private func startThread() throws {
    let started = Unmanaged.passRetained(StartPoint(self))
    var handle = pthread_t()
    let code = pthread_create(
      &handle, nil,
      { context in
        let point = Unmanaged<StartPoint>.fromOpaque(context!).takeRetainedValue()
        point.ready.wait()
        let loop = Unmanaged.passUnretained(point.loop)
        loop.takeUnretainedValue().turns()
        return nil
      }, started.toOpaque())
    guard code == 0 else {
      started.release()
      throw SystemError(call: "pthread_create", code: code)
    }
    thread = handle
    started.takeUnretainedValue().ready.signal()
  }

  private func turns() {
    while true {
      turn &+= 1
      for item in inbox.takeAll() { ready.append(item) }
      runReady()
      fireDueTimers()
      if stopping.load(ordering: .acquiring), ready.isEmpty { return }
      eventsReady = poller.wait(nanoseconds: timeToWait()) { descriptor, events in
        descriptors.watcher(of: descriptor)?.ready(descriptor, events)
      }
    }
  }

  /// Runs what is ready now; what becomes ready meanwhile waits for the next turn when there is much of it, so
  /// that the network is never starved.
  private func runReady() {
    if ready.count > mostReady { mostReady = ready.count }
    var budget = 4096
    while budget > 0, let item = ready.popFirst() {
      budget -= 1
      switch item {
      case .action(let action): action()
      case .job(let job):
        job.runSynchronously(isolatedTo: asUnownedSerialExecutor(), taskExecutor: asUnownedTaskExecutor())
      }
    }
  }

  private func fireDueTimers() {
    guard let first = timers.nextDeadline() else { return }
    clock = now
    guard first <= clock else { return }
    let due = clock
    while let timer = timers.popDue(at: due) {
      watches.add(due.nanoseconds - timer.deadline.nanoseconds, isProbe: timer.token.isProbe)
      timer.token.fire()
    }
    clock = now
  }

  /// Counts from the time that ``fireDueTimers()`` has read in the same turn.
  private func timeToWait() -> Int64? {
    if !ready.isEmpty { return 0 }
    guard let deadline = timers.nextDeadline() else { return nil }
    return max(0, deadline.nanoseconds - clock.nanoseconds)
  }
}

extension EpollLoop {
  /// The descriptor can be read.
  package static var readable: UInt32 { floodgate_epoll_in }
  /// The descriptor can be written.
  package static var writable: UInt32 { floodgate_epoll_out }
  /// The descriptor broke or was closed by the peer.
  package static var broken: UInt32 { floodgate_epoll_err | floodgate_epoll_hup }
}

/// What the new thread needs, and the signal that its handle is stored: each side reads what the other wrote before it.
private final class StartPoint: @unchecked Sendable {
  unowned let loop: EpollLoop
  let ready = Semaphore()
  init(_ loop: EpollLoop) { self.loop = loop }
}
