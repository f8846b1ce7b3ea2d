import HeapModule

/// Something that will be called at an instant, unless it is cancelled first.
package final class TimerToken {
  fileprivate var action: (() -> Void)?
  private let dead: DeadTimers
  /// Whether it only asks how late timers are: it is none of the load's.
  let isProbe: Bool

  fileprivate init(_ action: @escaping () -> Void, _ dead: DeadTimers, isProbe: Bool) {
    (self.action, self.dead, self.isProbe) = (action, dead, isProbe)
  }

  /// Whether it is still to be called.
  package var isPending: Bool { action != nil }

  /// Forgets the action. On the loop only.
  package func cancel() {
    if action != nil { dead.count += 1 }
    action = nil
  }

  func fire() {
    let due = action
    action = nil
    due?()
  }
}

/// How many cancelled timers a heap still holds.
private final class DeadTimers {
  var count = 0
}

/// The timers of a loop, the earliest first; of two at the same instant, the one that was set first.
struct Timers {
  private struct Entry: Comparable {
    var deadline: LoopInstant
    var sequence: UInt64
    var token: TimerToken

    static func < (left: Entry, right: Entry) -> Bool {
      (left.deadline, left.sequence) < (right.deadline, right.sequence)
    }

    static func == (left: Entry, right: Entry) -> Bool { left.sequence == right.sequence }
  }

  private var heap = Heap<Entry>()
  private var sequence: UInt64 = 0
  private let dead = DeadTimers()

  /// Timers in memory: those that are pending, and some that were cancelled.
  var count: Int { heap.count }

  mutating func add(at deadline: LoopInstant, isProbe: Bool = false, _ action: @escaping () -> Void)
    -> TimerToken
  {
    if dead.count > 64, dead.count > heap.count / 2 { dropDead() }
    let token = TimerToken(action, dead, isProbe: isProbe)
    sequence += 1
    heap.insert(Entry(deadline: deadline, sequence: sequence, token: token))
    return token
  }

  /// When the next action is due; cancelled ones are dropped on the way.
  mutating func nextDeadline() -> LoopInstant? {
    while let first = heap.min {
      if first.token.isPending { return first.deadline }
      heap.removeMin()
      dead.count -= 1
    }
    return nil
  }

  /// The first action that is due at `now`, with its deadline.
  mutating func popDue(at now: LoopInstant) -> (token: TimerToken, deadline: LoopInstant)? {
    guard let deadline = nextDeadline(), deadline <= now else { return nil }
    return (heap.removeMin().token, deadline)
  }

  /// A long timeout that is mostly cancelled must not fill the memory until it would have been due.
  private mutating func dropDead() {
    heap = Heap(heap.unordered.filter(\.token.isPending))
    dead.count = 0
  }
}
