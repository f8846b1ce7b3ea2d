import RunModel

/// Where a server says what became of runs: the logs of workflows, or the messages of chats.
package protocol RecordSource: Sendable {
  /// Every run of the load that the server has. Throws ``RequestProblem`` when it cannot be asked.
  func list() async throws -> RecordListing

  /// What the server says of these runs now; those that it could not be asked about are left out.
  func look(at ids: [String]) async -> [String: LookedUp]
}

/// What a look for one run has found.
package enum LookedUp: Sendable, Equatable {
  case found(RecordStatus)
  case notThere
}

/// The runs of a load that a server has.
package struct RecordListing: Sendable, Equatable {
  package var records: [String: RecordStatus] = [:]
  /// What could not be read, in words; nothing when all was.
  package var gaps: [String] = []

  package init(records: [String: RecordStatus] = [:], gaps: [String] = []) {
    (self.records, self.gaps) = (records, gaps)
  }
}

extension RecordStatus {
  /// Of Dify's word for a workflow run. A word that is not known is no end: it is looked at again.
  init(workflow word: String) {
    self = word == "partial-succeeded" ? .succeeded : RecordStatus(rawValue: word) ?? .running
  }

  /// Of a message: Dify keeps no more than an error and the answer, which is empty until it is whole. `seen`: what the
  /// client saw, since an answer may be empty for good.
  init(message: JSONValue, seen: SeenEnd?) {
    if message["status"]?.stringValue == "error" {
      self = .failed
    } else {
      let isEmpty = (message["answer"]?.stringValue ?? "").isEmpty
      self = isEmpty && seen != .succeeded ? .running : .succeeded
    }
  }
}
