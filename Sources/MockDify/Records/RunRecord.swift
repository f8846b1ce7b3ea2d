/// What the server's own tables hold of a run. Pure.
struct RunRecord: Equatable {
  /// How far a run has come.
  enum Status: String { case running, succeeded, failed, stopped, partial = "partial-succeeded", paused }

  let kind: RunRequest.Kind
  /// Whether it is of the empty workflow.
  let isEmpty: Bool
  let runID: String
  let taskID: String
  let messageID: String
  let conversationID: String
  let user: String
  let question: String
  /// What it will come to, unless it is stopped.
  let outcome: Status
  let answer: String
  let error: MockJSON
  let tokens: Double
  var status = Status.running
  /// Whole seconds since 1970.
  var created = 0
  var finished: Int?

  init(_ events: RunEvents) {
    isEmpty = events.request.isEmpty
    (kind, user, question) = (events.request.kind, events.request.user, events.request.question)
    let identity = events.identity
    (runID, taskID) = (identity.runID, identity.taskID)
    (messageID, conversationID) = (identity.messageID, identity.conversationID)
    let broke = events.end.fault == .streamError
    let waits = events.pauses
    outcome = waits ? .paused : broke ? .failed : Status(rawValue: events.status) ?? .succeeded
    (answer, error) = (events.end.answer, broke ? .text("Internal Server Error") : events.end.error)
    tokens = events.usage.total
  }

  var isRunning: Bool { status == .running }
}
