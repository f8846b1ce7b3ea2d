import RunModel

extension SeenEnd {
  /// What an answer says of its run's end; `nil` when it is a refusal that names no run. Pure.
  init(_ facts: AnswerFacts) {
    if let finish = facts.finish {
      self = Self.of(finish)
    } else if facts.paused {
      self = .paused
    } else if facts.problem != nil {
      self = .failed
    } else {
      self = facts.messageEnded ? .succeeded : .cut
    }
  }

  private static func of(_ finish: AnswerFacts.Finish) -> SeenEnd {
    switch finish.status {
    case "succeeded", "partial-succeeded": .succeeded
    case "stopped": .stopped
    case "paused": .paused
    // Of two internal paths that end a stopped run, one says "failed".
    case "failed": finish.error?.contains("User requested stop") == true ? .stopped : .failed
    default: .cut
    }
  }
}

extension FailureClass {
  /// Whether an answer of this class says that no run has begun.
  var meansNothingBegan: Bool {
    [.appRefused, .rateLimited, .auth, .badRequest, .http4xx, .connectRefused].contains(self)
  }
}
