import HeapModule

/// Something that will be called at an instant, unless it is cancelled first.
package final class TimerToken {
  fileprivate var action: (() -> Void)?

  fileprivate init(_ action: @escaping () -> Void) { self.action = action }

  /// Whether it is still to be called.
  package var isPending: Bool { action != nil }

  /// Forgets the action. On the loop only.
  package func cancel() { action = nil }

  fileprivate func fire() {
    let due = action
    action = nil
    due?()
  }
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

  mutating func add(at deadline: LoopInstant, _ action: @escaping () -> Void) -> TimerToken {
    let token = TimerToken(action)
    sequence += 1
    heap.insert(Entry(deadline: deadline, sequence: sequence, token: token))
    return token
  }

  /// When the next action is due; cancelled ones are dropped on the way.
  mutating func nextDeadline() -> LoopInstant? {
    while let first = heap.min, !first.token.isPending { heap.removeMin() }
    return heap.min?.deadline
  }

  /// The first action that is due at `now`, with its deadline.
  mutating func popDue(at now: LoopInstant) -> (fire: () -> Void, deadline: LoopInstant)? {
    guard let deadline = nextDeadline(), deadline <= now else { return nil }
    let token = heap.removeMin().token
    return ({ token.fire() }, deadline)
  }
}
