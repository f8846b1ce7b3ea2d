import DequeModule
import RunModel

/// The deadlines of the attempts under way. Limits are all of one length, so they come in order and the first
/// is the next. Attempts that have ended are dropped lazily: at most as many are kept as are under way.
struct DeadlineQueue {
  private var entries = Deque<(worker: Worker, attempt: Attempt)>()

  mutating func add(_ attempt: Attempt, of worker: Worker, underWay: Int) {
    dropEnded()
    if entries.count > 2 * underWay + 64 { entries.removeAll { $0.attempt.isOver } }
    entries.append((worker, attempt))
  }

  /// The next deadline.
  mutating func next() -> RunInstant? {
    dropEnded()
    return entries.first?.attempt.deadline
  }

  /// The next attempt whose deadline has passed.
  mutating func popDue(at now: RunInstant) -> (worker: Worker, attempt: Attempt)? {
    guard let next = next(), next <= now else { return nil }
    return entries.popFirst()
  }

  private mutating func dropEnded() {
    while let first = entries.first, first.attempt.isOver { entries.removeFirst() }
  }
}
