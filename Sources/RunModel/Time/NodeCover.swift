/// Divides the time of a run among its nodes: at each instant a model that speaks goes before one that is asked, that
/// before other nodes, and what no node covers is a gap. Pure.
struct NodeCover {
  private(set) var parts = TimeParts()
  private var edges: [Edge] = []
  private let start: Int64
  private let end: Int64

  /// What a stretch of a node is, the weightiest first.
  private enum Kind: Int { case speaks, asked, other, plugin, closing }

  private struct Edge {
    var at: Int64
    var kind: Kind
    var step: Int
  }

  init(_ exchange: borrowing ExchangeRecord, from start: RunInstant, to end: RunInstant) {
    (self.start, self.end) = (start.nanoseconds, max(start, end).nanoseconds)
    edges.reserveCapacity(exchange.nodes.count * 4)
    for node in exchange.nodes { add(node) }
    edges.sort { $0.at < $1.at }
    sweep(lastText: exchange.lastText?.nanoseconds)
  }

  private mutating func add(_ node: NodeSpan) {
    let done = node.end?.nanoseconds ?? end
    // A beginning that was lost on the way is counted back from the end.
    let begun = node.startedAt?.nanoseconds ?? done - node.elapsed.nanoseconds
    guard node.callsModel else { return add(begun, done, .other) }
    let call = ModelCall(node, from: begun, to: done)
    add(begun, call.asked, .plugin)
    add(call.asked, call.speaks, .asked)
    add(call.speaks, call.silent, .speaks)
    add(call.silent, done, node.firstText == nil ? .other : .closing)
  }

  private mutating func add(_ from: Int64, _ to: Int64, _ kind: Kind) {
    let (from, to) = (min(max(from, start), end), min(max(to, start), end))
    guard to > from else { return }
    edges.append(Edge(at: from, kind: kind, step: 1))
    edges.append(Edge(at: to, kind: kind, step: -1))
  }

  private mutating func sweep(lastText: Int64?) {
    var open = [0, 0, 0, 0, 0]
    var cursor = start
    for edge in edges {
      take(from: cursor, to: edge.at, open, lastText)
      open[edge.kind.rawValue] += edge.step
      cursor = edge.at
    }
    take(from: cursor, to: end, [0, 0, 0, 0, 0], lastText)
  }

  private mutating func take(from: Int64, to: Int64, _ open: [Int], _ lastText: Int64?) {
    guard to > from else { return }
    if open[0] > 0 { return parts.add(.modelGeneration, to - from) }
    if open[1] > 0 { return parts.add(.modelFirstToken, to - from) }
    if open[2] > 0 { return parts.add(.nodes, to - from) }
    if open[3] > 0 { return parts.add(.plugin, to - from) }
    let textEnd = min(max(lastText ?? to, from), to)
    parts.add(open[4] > 0 ? .nodes : .gaps, textEnd - from)
    parts.add(.afterText, to - textEnd)
  }
}

/// When a node's model was asked, began to speak, and fell silent, nanoseconds on the run's clock. What the model says
/// of its own time is counted back from its last text; without that, texts alone tell. Pure.
private struct ModelCall {
  private(set) var asked: Int64
  private(set) var speaks: Int64
  private(set) var silent: Int64

  init(_ node: NodeSpan, from begun: Int64, to done: Int64) {
    silent = min(node.lastText?.nanoseconds ?? done, done)
    asked = node.modelLatency.map { [silent] in max(begun, silent - $0.nanoseconds) } ?? begun
    if let first = node.modelFirstToken {
      speaks = min(asked + first.nanoseconds, silent)
    } else {
      // A model whose texts are not shown may have spoken all along; one that was cut had not begun.
      speaks = node.firstText?.nanoseconds ?? (node.hasFinished ? asked : done)
    }
  }
}
