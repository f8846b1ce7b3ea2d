import RunModel

/// Takes each result as its task finishes, on the run's loop: it must be quick.
public protocol ResultSink: AnyObject, Sendable {
  /// A task has begun: its first attempt is under way.
  func begin()
  /// One task has finished.
  func record(_ result: TaskResult)
}

extension ResultSink {
  /// Nothing is noted of it.
  public func begin() {}
}
