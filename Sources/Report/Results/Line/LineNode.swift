import RunModel

/// A node of a run in its attempt's line: its instants count from the attempt's planned start.
struct LineNode: LineRecord {
  private var span = NodeSpan(nodeID: "", type: "", title: "", status: "", elapsed: .zero)

  /// More nodes of an attempt are not written.
  static let limit = 500

  init() {}

  private init(_ span: NodeSpan, from origin: RunInstant) {
    self.span = span
    shift(by: -origin.nanoseconds)
  }

  /// The nodes of an exchange.
  static func all(_ exchange: ExchangeRecord?, from origin: RunInstant) -> [LineNode] {
    guard let exchange, !exchange.nodes.isEmpty else { return [] }
    return exchange.nodes.prefix(limit).map { LineNode($0, from: origin) }
  }

  /// The node on the clock on which the attempt was planned at `origin`.
  func span(from origin: RunInstant) -> NodeSpan {
    var node = self
    node.shift(by: origin.nanoseconds)
    return node.span
  }

  private mutating func shift(by nanoseconds: Int64) {
    span.startedAt = span.startedAt?.advanced(nanoseconds: nanoseconds)
    span.finishedAt = span.finishedAt?.advanced(nanoseconds: nanoseconds)
  }

  static let fields = LineFields<LineNode>([
    .text("node", { $0.span.nodeID }, { $0.span.nodeID = $1 }),
    .text("type", { $0.span.type }, { $0.span.type = $1 }),
    .text("title", { $0.span.title }, { $0.span.title = $1 }),
    .text("status", { $0.span.status }, { $0.span.status = $1 }),
    .number("server_ns", { $0.span.elapsed.nanoseconds }, { $0.span.elapsed = .nanoseconds($1) }),
    .number("start_ns", { $0.span.startedAt?.nanoseconds }) {
      $0.span.startedAt = RunInstant(nanoseconds: $1)
    },
    .number("end_ns", { $0.span.finishedAt?.nanoseconds }) {
      $0.span.finishedAt = RunInstant(nanoseconds: $1)
    },
    .text("after", { $0.span.predecessor }, { $0.span.predecessor = $1 }),
    .text("in", { $0.span.container }) { ($0.span.container, $0.span.isNested) = ($1, true) },
    .number("round", { $0.span.round.map { Int64($0) } }, { $0.span.round = Int($1) }),
    .count("retries", { $0.span.retries }, { $0.span.retries = $1 }),
    .count("tokens", { $0.span.totalTokens }, { $0.span.totalTokens = $1 }),
    .text("price", { $0.span.price > .zero ? $0.span.price.description : nil }) {
      $0.span.price = Price(decimal: $1) ?? .zero
    },
  ])
}
