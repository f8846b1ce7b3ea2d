import HeapModule
import RunModel
import Statistics

/// The tasks that wait to be tried again, the earliest first; of those that are due at once the one that comes first
/// in the plan. Pure.
struct RetryQueue {
  private struct Waiting: Comparable {
    var due: RunInstant
    var task: PlannedTask

    static func < (left: Waiting, right: Waiting) -> Bool {
      (left.due, left.task.index) < (right.due, right.task.index)
    }

    static func == (left: Waiting, right: Waiting) -> Bool {
      left.due == right.due && left.task.index == right.task.index
    }
  }

  private let decider: RetryDecider
  private var waiting = Heap<Waiting>()

  init(_ policy: RetryPolicy, seed: UInt64) { decider = RetryDecider(policy, seed: seed) }

  /// When the first of them is due.
  var nextDue: RunInstant? { waiting.min?.due }

  /// Whether one is due now.
  func isDue(at now: RunInstant) -> Bool { waiting.min.map { $0.due <= now } ?? false }

  /// The pause before the attempt that follows this one; `nil` when none does.
  func pause(after attempt: Attempt, _ outcome: TaskOutput) -> Duration? {
    decider.pause(
      after: attempt.number, status: outcome.status, stream: stableHash(attempt.task.testCase.id),
      lastPause: attempt.task.lastPause, retryAfter: outcome.retryAfter)
  }

  /// The task is to be tried again, so long after its attempt's end; not before now. When it is due.
  mutating func add(_ task: PlannedTask, after pause: Duration, from end: RunInstant, now: RunInstant)
    -> RunInstant
  {
    let due = max(end + pause, now)
    task.lastPause = pause
    waiting.insert(Waiting(due: due, task: task))
    return due
  }

  /// The attempt of the first task that is due now.
  mutating func popDue(at now: RunInstant) -> Attempt? {
    guard let first = waiting.min, first.due <= now else { return nil }
    waiting.removeMin()
    return Attempt(
      first.task, number: first.task.attempts.count + 1, intendedStart: first.due, admitted: now)
  }

  /// The first task, due or not: it will not be tried again.
  mutating func withdraw() -> PlannedTask? { waiting.popMin()?.task }
}
