import DequeModule
import RunModel

/// The tasks that have arrived and wait for a worker, in the order of the plan, and what became of the others: at
/// every instant `scheduled = started + dropped + waiting`. Pure.
struct ArrivalQueue {
  private var tasks = Deque<PlannedTask>()
  /// Tasks that have arrived.
  private(set) var scheduled = 0
  /// Tasks that a worker has taken.
  private(set) var started = 0
  /// Tasks that were turned away, or withdrawn before they began.
  private(set) var dropped = 0

  /// Tasks that wait.
  var waiting: Int { tasks.count }

  mutating func add(_ task: PlannedTask) {
    scheduled += 1
    tasks.append(task)
  }

  /// A task has arrived and is turned away.
  mutating func drop() {
    scheduled += 1
    dropped += 1
  }

  /// The next task for a worker.
  mutating func start() -> PlannedTask? {
    guard let task = tasks.popFirst() else { return nil }
    started += 1
    return task
  }

  /// The next task, which will not begin.
  mutating func withdraw() -> PlannedTask? {
    guard let task = tasks.popFirst() else { return nil }
    dropped += 1
    return task
  }
}
