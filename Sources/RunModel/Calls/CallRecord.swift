/// A call that went with a request: before it, beside it or after it. The request's own time has none of it.
package struct CallRecord: Sendable, Hashable, Codable {
  /// What was called, or waited for.
  package enum Name: String, Sendable, Codable, CaseIterable {
    /// The making of a document, until the server has it.
    case create
    /// From there until it is indexed.
    case indexing
    /// The stop of a run, until the server answers.
    case stop
    /// From the stop's sending until the run's stream has ended.
    case stopped
    /// The first run that began after one was stopped, until its answer's head: whether the slot is free.
    case afterStop = "after-stop"
    /// The suggested questions.
    case suggested
    /// The feedback.
    case feedback
    /// The answer, spoken.
    case speech
  }

  package var name: Name
  /// How long it took, nanoseconds.
  package var took: Int64
  /// Why it failed, if it did.
  package var failure: FailureClass?

  package init(_ name: Name, took: Int64, failure: FailureClass? = nil) {
    (self.name, self.took, self.failure) = (name, took, failure)
  }
}
