/// One node of a workflow run, as the server timed it.
public struct NodeSpan: Sendable, Hashable, Codable {
  /// The node's id in the graph.
  public var nodeID: String
  /// Its type, such as `llm`.
  public var type: String
  /// Its title in the editor.
  public var title: String
  /// `succeeded`, `failed` or `exception`.
  public var status: String
  /// The server's own time for it.
  public var elapsed: Duration
  /// When its start event arrived, on the run's clock, when the stream showed it.
  public var startedAt: RunInstant?
  /// Whether it ran inside an iteration or loop, whose container already counts its time.
  public var isNested: Bool
  /// Tokens it used.
  public var totalTokens: Int
  /// What it cost.
  public var price: Price

  /// A span.
  public init(
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

  /// How reports name it.
  package var label: String { "\(title) (\(type))" }
}
