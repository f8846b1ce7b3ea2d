import RunModel

/// Judges an answer by its content. Pure: what came in, what the verdict is (<doc:DifyAPI>).
enum OutcomeClassifier {
  /// The apps answer in three ways.
  enum Family: Sendable {
    /// `workflow_finished`, or `data.status`.
    case workflow
    /// `message_end` and `workflow_finished`, or `answer`.
    case chatflow
    /// `message_end`, or `answer`.
    case message
  }

  /// The verdict.
  struct Verdict: Sendable, Equatable {
    var status: TaskStatus
    var failure: FailureClass?
    var message: String?

    static let success = Verdict(status: .succeeded)
    static func failed(_ failure: FailureClass, _ message: String? = nil) -> Verdict {
      Verdict(status: .failed, failure: failure, message: message)
    }
    static func error(_ failure: FailureClass, _ message: String? = nil) -> Verdict {
      Verdict(status: .error, failure: failure, message: message)
    }
  }

  /// The verdict on an answer that came with an HTTP status and whose end was reached.
  static func judge(
    family: Family, httpStatus: Int, isStream: Bool, isJSON: Bool, facts: AnswerFacts, endsInsideEvent: Bool
  ) -> Verdict {
    guard httpStatus == 200 else { return ErrorClassifier.judge(httpStatus, isJSON: isJSON, facts.problem) }
    if facts.isEmpty { return .error(.emptyAnswer, "the answer has no body") }
    if isStream { return judgeStream(family, facts, endsInsideEvent) }
    guard isJSON, !facts.isBroken else { return .error(.badJSON, "the answer is no JSON document") }
    if let finish = facts.finish { return judge(finish, facts) }
    guard facts.messageEnded else {
      return .error(.protocolError, "the answer has neither a status nor an answer")
    }
    return facts.hasText ? .success : .failed(.emptyAnswer, "the answer is blank")
  }

  private static func judgeStream(_ family: Family, _ facts: AnswerFacts, _ endsInsideEvent: Bool) -> Verdict
  {
    // A chatflow that fails sends workflow_finished and then an error: the first says more.
    if let finish = facts.finish, finish.status == "failed" { return judge(finish, facts) }
    if let problem = facts.problem { return ErrorClassifier.judge(event: problem) }
    // A stream that goes on after its pause says how the run ended.
    if facts.paused, facts.finish == nil { return paused(facts) }
    if let finish = facts.finish {
      let verdict = judge(finish, facts)
      if verdict.status == .succeeded, family == .chatflow, !facts.messageEnded {
        return .failed(.partial, "the stream ended without message_end")
      }
      return verdict
    }
    if facts.messageEnded, family != .workflow {
      // Since 1.13 workflow_finished comes last; a chatflow that a moderation answers has neither begun nor finished a run.
      if family == .chatflow, facts.started {
        return .failed(.partial, "the stream ended without workflow_finished")
      }
      return facts.hasText ? .success : .failed(.emptyAnswer, "the answer is blank")
    }
    if endsInsideEvent { return .error(.streamTruncated, "the stream ended inside an event") }
    if facts.isBroken { return .error(.badJSON, "an event is no JSON document") }
    return .error(.noTerminalEvent, "the stream ended without its terminal event")
  }

  private static func paused(_ facts: AnswerFacts) -> Verdict {
    let place = facts.pausedAt.map { " at '\(ErrorClassifier.shortened($0))'" } ?? ""
    return .failed(.paused, "the run waits for a person" + place)
  }

  private static func judge(_ finish: AnswerFacts.Finish, _ facts: AnswerFacts) -> Verdict {
    let message = finish.error.map(ErrorClassifier.shortened)
    switch finish.status {
    case "succeeded":
      return finish.handledErrors > 0
        ? .failed(.partial, message ?? "errors were handled on the way") : .success
    case "partial-succeeded": return .failed(.partial, message ?? "errors were handled on the way")
    case "stopped": return .failed(.stopped, message)
    case "paused": return paused(facts)
    // Of two internal paths that end a stopped run, one says "failed".
    case "failed" where message?.contains("User requested stop") == true: return .failed(.stopped, message)
    case "failed": return .failed(ErrorClassifier.classOfRun(finish.error), message)
    default: return .error(.protocolError, "unknown status '\(ErrorClassifier.shortened(finish.status))'")
    }
  }
}
