/// One node of a workflow run, as the server timed it.
public struct NodeSpan: Sendable, Hashable, Codable {
  /// The node's id in the graph.
  public var nodeID: String
  /// Its type, such as `llm`.
  public var type: String
  /// Its title in the editor.
  public var title: String
  /// `succeeded`, `failed` or `exception`; `running` when the stream ended before.
  public var status: String
  /// The server's own time for it.
  public var elapsed: Duration
  /// When its start event arrived, on the run's clock, when the stream showed it.
  package var startedAt: RunInstant?
  /// Whether it ran inside an iteration or loop, whose container already counts its time.
  package var isNested: Bool
  /// Tokens it used.
  public var totalTokens: Int
  /// What it cost.
  public var price: Price
  /// When its end event arrived, on the run's clock; `nil` when the stream ended before.
  package var finishedAt: RunInstant?
  /// The node before it, when the stream says so.
  package var predecessor: String?
  /// The iteration or loop that it ran in.
  package var container: String?
  /// Its round in that.
  package var round: Int?
  /// How often it was tried again.
  package var retries = 0
  /// When the first text that is not blank came while its model was at work.
  package var firstText: RunInstant?
  /// When the last one came.
  package var lastText: RunInstant?
  /// What the model says of the call: all of it.
  package var modelLatency: Duration?
  /// What the model says of the call: until its first token.
  package var modelFirstToken: Duration?

  /// A span.
  package init(
    nodeID: String, type: String, title: String, status: String, elapsed: Duration,
    startedAt: RunInstant? = nil, isNested: Bool = false, totalTokens: Int = 0, price: Price = .zero
  ) {
    self.nodeID = nodeID
    self.type = type
    self.title = title
    self.status = status
    self.elapsed = elapsed
    self.startedAt = startedAt
    self.isNested = isNested
    self.totalTokens = totalTokens
    self.price = price
  }

  /// The model that it asked, and its provider.
  package var model: String?
  /// The currency of its price.
  package var currency: String?

  /// Whether it is a call of a model, as far as its type tells.
  package var callsModel: Bool {
    modelFirstToken != nil || modelLatency != nil
      || ["llm", "question-classifier", "parameter-extractor"].contains(type)
  }

  /// The status of a node that had not finished when the stream ended.
  package static let unfinished = "running"
  /// When it ended: seen, or counted from its start; `nil` when it has not finished.
  package var end: RunInstant? { finishedAt ?? (hasFinished ? startedAt.map { $0 + elapsed } : nil) }
  /// Whether it finished.
  package var hasFinished: Bool { status != Self.unfinished }

  /// How reports name it.
  package var label: String { "\(title) (\(type))" }
}
