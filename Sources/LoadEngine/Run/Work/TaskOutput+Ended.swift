import RunModel

/// What becomes of an attempt's work when it ends, before it is judged and recorded.
extension TaskOutput {
  /// Of a work that threw.
  init(thrown error: any Error) {
    switch error {
    case TaskError.business(let text, let label): self.init(status: .failed, failure: label, message: text)
    case TaskError.broken(let text, let label): self.init(status: .error, failure: label, message: text)
    case let error as TaskError:
      self.init(status: .timeout, failure: .timeout, message: error.description)
    case is CancellationError: self.init(status: .cancelled, message: "cancelled")
    default:
      let isTimeout = ForeignError.isTimeout(error)
      self.init(
        status: isTimeout ? .timeout : .error, failure: isTimeout ? .timeout : .unknown, message: "\(error)")
    }
  }

  /// Makes of what a work returned what it is: whatever failed has a class, and a status that is no end is the work's
  /// mistake.
  mutating func end() {
    switch status {
    case .succeeded: failure = nil
    case .failed: failure = failure ?? .business
    case .timeout: failure = failure ?? .timeout
    case .error: failure = failure ?? .unknown
    case .cancelled: break
    case .pending, .queued, .running: (status, failure) = (.error, .protocolError)
    }
  }

  /// The same, cut at its deadline.
  func cutAtDeadline(limit: Duration?) -> TaskOutput {
    var cut = self
    cut.status = .timeout
    if status != .timeout { cut.failure = .timeout }
    cut.message = limit.map { "timed out after \(TimeText.seconds($0)) (timeout_per_task)" } ?? "timed out"
    return cut
  }

  /// The same, cut by the end of the run. What was done is done: only a success stays one.
  func cutByStop(_ reason: StopReason?) -> TaskOutput {
    if status == .succeeded { return self }
    var cut = self
    (cut.status, cut.failure) = (.cancelled, nil)
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
