import RunModel

/// Takes each result as its task finishes, on the run's loop: it must be quick.
public protocol ResultSink: AnyObject, Sendable {
  /// One task has finished.
  func record(_ result: TaskResult)
}
