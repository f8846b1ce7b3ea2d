/// What a work function returns: the outcome read from the content, and what was measured on the way.
public struct TaskOutput: Sendable, Hashable {
  /// How the attempt ended. Anything but `.succeeded`, `.failed`, `.timeout`, `.error` or `.cancelled` is
  /// treated as `.error`.
  public var status: TaskStatus
  /// Why, unless it succeeded.
  public var failure: FailureClass?
  /// A short text for people, free of secrets.
  public var message: String?
  /// What the app answered.
  public var outputs: JSONValue
  /// The answer's text, when it has one.
  public var text: String?
  /// What was retrieved from knowledge bases, the best first, where the answer tells.
  package var hits: [RetrievedHit] = []
  /// Whether the load itself stopped the run, as it was to: nothing is expected of its answer.
  package var wasStopped = false
  /// The exchanges of the attempt: one for a single request, one a turn for a conversation.
  public var exchanges: [ExchangeRecord]
  /// How each expectation on the answer came out.
  public var expectations: [ExpectationResult]
  /// Wish of the server to wait that long before a retry.
  public var retryAfter: Duration?

  /// An outcome; succeeded with nothing to say by default.
  public init(
    status: TaskStatus = .succeeded, failure: FailureClass? = nil, message: String? = nil,
    outputs: JSONValue = .null, text: String? = nil, exchanges: [ExchangeRecord] = [],
    expectations: [ExpectationResult] = [], retryAfter: Duration? = nil
  ) {
    self.status = status
    self.failure = failure
    self.message = message
    self.outputs = outputs
    self.text = text
    self.exchanges = exchanges
    self.expectations = expectations
    self.retryAfter = retryAfter
  }

  /// Succeeded, nothing to say.
  public static let success = TaskOutput()

  /// The server's id of the (last) run.
  public var runID: String? { exchanges.last?.runID }
  /// The server's own time of the (last) run.
  public var elapsedTime: Duration? { exchanges.last?.serverElapsed }
  /// Tokens over all exchanges, `nil` when none stated any.
  public var tokens: TokenUsage? {
    let stated = exchanges.compactMap(\.tokens)
    guard let first = stated.first else { return nil }
    return stated.dropFirst().reduce(into: first) { $0 += $1 }
  }
}

/// A piece of a knowledge base that a search has found.
package struct RetrievedHit: Sendable, Hashable {
  package var text: String
  /// The document's name.
  package var document: String
  /// How well it fits, as the server says it.
  package var score: Double?

  package init(text: String, document: String, score: Double?) {
    (self.text, self.document, self.score) = (text, document, score)
  }
}
