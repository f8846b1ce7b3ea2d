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
  static func all(_ nodes: [NodeSpan], from origin: RunInstant) -> [LineNode] {
    nodes.isEmpty ? [] : nodes.prefix(limit).map { LineNode($0, from: origin) }
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

  mutating func code(_ line: inout some LineCoder) {
    codeNode(&line)
    line.number("server_ns", span.elapsed.nanoseconds) { span.elapsed = .nanoseconds($0) }
    line.number("start_ns", span.startedAt?.nanoseconds) { span.startedAt = RunInstant(nanoseconds: $0) }
    line.number("end_ns", span.finishedAt?.nanoseconds) { span.finishedAt = RunInstant(nanoseconds: $0) }
    line.text("after", span.predecessor) { span.predecessor = $0 }
    line.text("in", span.container) { (span.container, span.isNested) = ($0, true) }
    line.number("round", span.round.map { Int64($0) }) { span.round = Int($0) }
    line.count("retries", span.retries) { span.retries = $0 }
    line.count("tokens", span.totalTokens) { span.totalTokens = $0 }
    line.text("price", span.price > .zero ? span.price.description : nil) {
      span.price = Price(decimal: $0) ?? .zero
    }
  }

  @inline(__always)
  private mutating func codeNode(_ line: inout some LineCoder) {
    line.text("node", span.nodeID) { span.nodeID = $0 }
    line.text("type", span.type) { span.type = $0 }
    line.text("title", span.title) { span.title = $0 }
    line.text("status", span.status) { span.status = $0 }
  }
}
