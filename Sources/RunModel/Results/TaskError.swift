/// What a work function throws to say how it failed. Anything else that it throws is an error;
/// `CancellationError` is a cancellation.
public enum TaskError: Error, Sendable, Hashable {
  /// The work says no: the task is `failed`.
  case business(String, class: FailureClass = .business)
  /// The work's own time limit ended it: the task is `timeout`.
  case timeout(limit: Duration, elapsed: Duration)
  /// It broke, in a known way: the task is `error`.
  case broken(String, class: FailureClass)
}

extension TaskError: CustomStringConvertible {
  /// The facts in words.
  public var description: String {
    switch self {
    case .business(let message, _): message
    case .timeout(let limit, let elapsed): "timed out after \(elapsed) (limit \(limit))"
    case .broken(let message, _): message
    }
  }
}
