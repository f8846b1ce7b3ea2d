import DequeModule
import RunModel

/// Watches over the deadlines of the attempts under way. Limits are all of one length, so they come in order and the
/// first is the next: one timer is enough. Attempts that have ended are dropped lazily: at most about twice as many
/// are kept as are under way. Confined to the run's loop.
struct DeadlineWatch {
  private let limit: Duration?
  private var entries = Deque<(worker: Worker, attempt: Attempt)>()
  private var alarm: Alarm

  /// - Parameter limit: how long an attempt may take; `nil` for no limit.
  init(limit: Duration?, _ scope: RunScope) {
    self.limit = limit
    alarm = Alarm(scope)
  }

  /// Entries that are kept.
  var count: Int { entries.count }

  /// An attempt begins now. `expire` is called when the earliest deadline has come.
  mutating func begin(
    _ attempt: Attempt, of worker: Worker, at now: RunInstant, underWay: Int,
    expire: @autoclosure () -> () -> Void
  ) {
    guard let limit else { return }
    attempt.deadline = now + limit
    dropEnded()
    if entries.count > 2 * underWay + 64 { entries.removeAll { $0.attempt.isOver } }
    entries.append((worker, attempt))
    if !alarm.isSet { arm(expire()) }
  }

  /// Sets the timer for the next deadline, if there is one.
  mutating func arm(_ expire: @escaping () -> Void) {
    dropEnded()
    if let next = entries.first?.attempt.deadline { alarm.set(at: next, expire) }
  }

  /// The next attempt whose deadline has passed.
  mutating func popDue(at now: RunInstant) -> (worker: Worker, attempt: Attempt)? {
    dropEnded()
    guard let next = entries.first?.attempt.deadline, next <= now else { return nil }
    return entries.popFirst()
  }

  func cancel() { alarm.cancel() }

  private mutating func dropEnded() {
    while let first = entries.first, first.attempt.isOver { entries.removeFirst() }
  }
}
