import RunModel

/// How an attempt ended, before it is decided what follows. Pure.
struct AttemptOutcome: Sendable {
  var status: TaskStatus
  var failure: FailureClass?
  var message: String?
  var output: TaskOutput?

  /// Of what a work function returned.
  init(returned output: TaskOutput) {
    self.output = output
    switch output.status {
    case .succeeded: status = .succeeded
    case .failed, .timeout, .cancelled, .error:
      status = output.status
      failure = output.failure ?? Self.standard(output.status)
    case .pending, .queued, .running:
      status = .error
      failure = .protocolError
    }
    message = output.message
  }

  /// Of what a work function threw.
  init(thrown error: any Error) {
    switch error {
    case TaskError.business(let text, let label): (status, failure, message) = (.failed, label, text)
    case TaskError.broken(let text, let label): (status, failure, message) = (.error, label, text)
    case let error as TaskError: (status, failure, message) = (.timeout, .timeout, error.description)
    case is CancellationError: (status, failure, message) = (.cancelled, nil, "cancelled")
    default:
      message = "\(error)"
      (status, failure) = ForeignError.isTimeout(error) ? (.timeout, .timeout) : (.error, .unknown)
    }
  }

  private static func standard(_ status: TaskStatus) -> FailureClass? {
    switch status {
    case .failed: .business
    case .timeout: .timeout
    case .error: .unknown
    case .succeeded, .cancelled, .pending, .queued, .running: nil
    }
  }

  /// The same attempt, cut at its deadline: whatever the work said is kept beside the word timeout.
  func cutAtDeadline(limit: Duration?) -> AttemptOutcome {
    var cut = self
    cut.status = .timeout
    if status != .timeout { cut.failure = .timeout }
    cut.message = limit.map { "timed out after \(TimeText.seconds($0)) (timeout_per_task)" } ?? "timed out"
    return cut
  }

  /// The same attempt, ended because the run was stopped.
  func cutByStop(_ reason: StopReason?) -> AttemptOutcome {
    if status == .succeeded { return self }
    var cut = self
    cut.status = .cancelled
    cut.failure = nil
    cut.message = "cancelled in flight (\(reason?.label ?? "stop"))"
    return cut
  }
}

/// Lengths of time for messages.
enum TimeText {
  /// `1.5 s`, without needless zeros.
  static func seconds(_ duration: Duration) -> String {
    let value = duration.inSeconds
    return value == value.rounded() && abs(value) < 1e15 ? "\(Int(value)) s" : "\(value) s"
  }
}
