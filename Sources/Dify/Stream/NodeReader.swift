import RunModel

/// Reads the events of nodes, iterations and loops, and keeps those that have begun and not ended.
struct NodeReader {
  /// A node that has begun.
  private struct Open {
    var span: NodeSpan
    /// Its event, to be read again when no end comes.
    var event: [UInt8]
  }

  private var open: [String: Open] = [:]
  /// Executions whose models are at work, with their texts.
  private var models = ModelTexts()
  /// Iterations and loops that have ended: later versions send an end of the node as well.
  private var containers: Set<String> = []
  /// Executions that have ended: an event that comes twice would cost twice.
  private var ended: Set<String> = []
  /// More nodes than this are not kept one by one.
  static let limit = 2000

  /// A node, an iteration or a loop begins. What is told twice begins once, and what has ended does not begin again, but for a
  /// container: its id is its node's.
  mutating func start(_ scanner: inout JSONScanner, _ event: [UInt8], at now: RunInstant, isContainer: Bool) {
    var span = NodeSpan(nodeID: "", type: "", title: "", status: NodeSpan.unfinished, elapsed: .zero)
    span.startedAt = now
    let id = Self.read(&scanner, into: &span, isWhole: false)
    guard let id, open.count < Self.limit, open[id] == nil else { return }
    if ended.contains(id) {
      guard isContainer else { return }
      ended.remove(id)
    }
    if span.callsModel { models.begin(id, node: span.nodeID) }
    open[id] = Open(span: span, event: event)
  }

  /// A node is tried again: the same execution goes on.
  mutating func retry(_ scanner: inout JSONScanner) {
    var id: String?
    scanner.members { name, scanner in if case "id" = name { id = scanner.string() } else { scanner.skip() } }
    if let id { open[id]?.span.retries += 1 }
  }

  /// The end of a node, an iteration or a loop; `nil` when it has been told before.
  mutating func finish(_ scanner: inout JSONScanner, at now: RunInstant, isContainer: Bool) -> NodeEnd? {
    var span = NodeSpan(nodeID: "", type: "", title: "", status: "", elapsed: .zero)
    var usage = TokenUsage()
    let id = Self.read(&scanner, into: &span, isWhole: true, usage: &usage)
    span.finishedAt = now
    if let id, ended.count < Self.limit, !ended.insert(id).inserted { return nil }
    if let id, let begun = open.removeValue(forKey: id) {
      (span.startedAt, span.retries) = (begun.span.startedAt, begun.span.retries)
      (span.firstText, span.lastText) = models.end(id)
    }
    if isContainer { containers.insert(span.nodeID) }
    if !isContainer, ["iteration", "loop"].contains(span.type), containers.contains(span.nodeID) {
      return nil
    }
    return NodeEnd(span: span, usage: usage, isContainer: isContainer)
  }

  /// Text that is not blank has come.
  mutating func text(_ frame: RawSpan, at now: RunInstant) { models.text(frame, at: now) }

  /// What had begun and not ended; what began last first, so that a container stands behind what it holds.
  func unfinished() -> [NodeSpan] {
    open.map { id, open in
      var span = open.span
      var scanner = JSONScanner(open.event)
      scanner.members { name, scanner in
        if case "data" = name { _ = Self.read(&scanner, into: &span, isWhole: true) } else { scanner.skip() }
      }
      (span.status, span.elapsed) = (NodeSpan.unfinished, .zero)
      (span.firstText, span.lastText) = models.texts(of: id)
      return span
    }.sorted { ($1.startedAt ?? .zero, $0.nodeID) < ($0.startedAt ?? .zero, $1.nodeID) }
  }
}

/// What an end says.
struct NodeEnd {
  var span: NodeSpan
  var usage: TokenUsage
  /// Whether it holds other nodes, whose tokens and price are counted already.
  var isContainer: Bool
}
