import RunModel

/// How far a document's indexing is. Pure.
enum IndexingState {
  case goesOn
  case ended(OutcomeClassifier.Verdict)
  case broken(OutcomeClassifier.Verdict)

  /// Of `GET .../indexing-status`.
  init(_ answer: JSONValue) {
    let documents = answer["data"]?.list ?? []
    let words = documents.map { $0["indexing_status"]?.stringValue ?? "" }
    if let failed = documents.first(where: { $0["indexing_status"] == "error" }) {
      let text = failed["error"]?.stringValue ?? "indexing failed"
      self = .ended(.failed(.indexing, ErrorClassifier.shortened(text)))
    } else if words.contains("paused") {
      self = .ended(.failed(.paused, "indexing was paused"))
    } else if words.isEmpty {
      self = .ended(.error(.protocolError, "the status names no document"))
    } else {
      self = words.allSatisfy { $0 == "completed" } ? .ended(.success) : .goesOn
    }
  }

  /// What it came to; `nil` while it goes on.
  var verdict: OutcomeClassifier.Verdict? {
    switch self {
    case .goesOn: nil
    case .ended(let verdict), .broken(let verdict): verdict
    }
  }

  /// Until the next look: an eighth of what has passed, so that what is seen is at most that much too long.
  static func pause(after passed: Duration) -> Duration {
    min(max(passed / 8, .milliseconds(100)), .seconds(2))
  }
}

extension FailureClass {
  /// The indexing of a document failed.
  static let indexing = FailureClass(rawValue: "indexing-failed")
}
