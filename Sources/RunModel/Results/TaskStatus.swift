/// Where a task is in its life. The words are the ones on disk.
public enum TaskStatus: String, Sendable, Codable, CaseIterable {
  /// Known, not yet admitted (or waiting to be retried).
  case pending
  /// Admitted to the window, waiting for a slot or a rate token.
  case queued
  /// An attempt is under way.
  case running
  /// The work says yes.
  case succeeded
  /// The work says no.
  case failed
  /// A time limit ended it.
  case timeout
  /// It broke.
  case error
  /// It was stopped, or never begun, for a reason outside itself.
  case cancelled

  /// Whether nothing can follow.
  public var isTerminal: Bool {
    switch self {
    case .pending, .queued, .running: false
    case .succeeded, .failed, .timeout, .error, .cancelled: true
    }
  }

  /// Whether it is the one good end.
  public var isSuccess: Bool { self == .succeeded }

  /// Whether a retry policy may try again: failed, timeout and error; never succeeded or cancelled.
  public var isRetryable: Bool {
    switch self {
    case .failed, .timeout, .error: true
    case .pending, .queued, .running, .succeeded, .cancelled: false
    }
  }
}
