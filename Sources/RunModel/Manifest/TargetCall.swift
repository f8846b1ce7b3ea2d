/// What a request to a target is.
package enum TargetCall: String, Sendable, Codable, CaseIterable {
  /// A run of the app.
  case run
  /// A search in a knowledge base.
  case retrieve
  /// A document that is put into a knowledge base, until it is indexed.
  case document
  /// A file that is uploaded.
  case upload
  /// A text that is spoken.
  case speech

  /// Whether it goes to a knowledge base, whose key is another than an app's.
  package var asksKnowledge: Bool { self == .retrieve || self == .document }
}

/// What a client asks after an answer, beside the answer's own time.
package struct FollowUp: Sendable, Hashable, Codable {
  /// What is asked.
  package enum Kind: String, Sendable, Codable, CaseIterable {
    /// The questions that the app suggests next: another call of the model.
    case suggested
    /// What the user thinks of the answer.
    case feedback
    /// The answer, spoken.
    case speech
  }

  /// What the user thinks.
  package enum Rating: String, Sendable, Codable, CaseIterable {
    case like, dislike
  }

  /// What is asked.
  package var kind: Kind
  /// Share of the answers that it follows.
  package var share: Double
  /// Of feedback.
  package var rating: Rating

  package init(_ kind: Kind, share: Double = 1, rating: Rating = .like) {
    (self.kind, self.share, self.rating) = (kind, share, rating)
  }
}

/// Runs that are stopped while they answer: a load of its own.
package struct StopPlan: Sendable, Hashable, Codable {
  /// Share of the runs.
  package var share: Double
  /// So many seconds after the request was sent.
  package var after: Double

  package init(share: Double, after: Double) { (self.share, self.after) = (share, after) }
}
