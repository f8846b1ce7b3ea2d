import RunModel

/// What an answer says of itself, be it a stream or one JSON document.
struct AnswerFacts: Sendable, Equatable {
  /// How a workflow ended.
  struct Finish: Sendable, Equatable {
    var status = ""
    var error: String?
    var handledErrors = 0
  }

  /// An `error` event, or the envelope of an error.
  struct Problem: Sendable, Equatable {
    var code = ""
    var message = ""
    var status = 0
  }

  var started = false
  var finish: Finish?
  var messageEnded = false
  var paused = false
  /// Where a person is asked.
  var pausedAt: String?
  var problem: Problem?
  /// There was text that is not blank.
  var hasText = false
  /// Not one byte of a body came.
  var isEmpty = false
  /// A frame or the body was no JSON.
  var isBroken = false
  var outputs: JSONValue = .null
  var text = ""
  /// What a chat says that it retrieved.
  var hits: [RetrievedHit] = []
}
