import RunModel

/// A task that waits to be tried again; the earliest first.
struct WaitingRetry: Comparable {
  var due: RunInstant
  var task: PlannedTask

  static func < (left: WaitingRetry, right: WaitingRetry) -> Bool {
    (left.due, left.task.index) < (right.due, right.task.index)
  }

  static func == (left: WaitingRetry, right: WaitingRetry) -> Bool {
    left.due == right.due && left.task.index == right.task.index
  }
}
