/// What a client has seen of a run's end.
package enum SeenEnd: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
  /// The answer said that it succeeded, in part or whole.
  case succeeded
  /// The answer said that it failed.
  case failed
  /// The answer said that it was stopped.
  case stopped
  /// The answer said that it waits for a person.
  case paused
  /// No end was seen: the client gave up, or the answer broke off.
  case cut
}

/// How far a run has come by the server's own record.
package enum RecordStatus: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
  /// It is under way, or was never finished.
  case running
  /// It succeeded, in part or whole.
  case succeeded
  /// It failed.
  case failed
  /// It was stopped.
  case stopped
  /// It waits for a person.
  case paused
}

extension SeenEnd {
  /// Whether a record of that status says something else than what the client saw. A run that was stopped may have ended
  /// by itself at that moment, and one that was cut may have ended in any way: that is no contradiction.
  package func contradicts(_ record: RecordStatus) -> Bool {
    switch (self, record) {
    case (.cut, _), (.stopped, _), (.paused, _): false
    case (.succeeded, .succeeded), (.failed, .failed): false
    case (.succeeded, _), (.failed, _): true
    }
  }
}
