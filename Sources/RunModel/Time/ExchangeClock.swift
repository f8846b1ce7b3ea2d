/// Cuts the time of one request and its answer at the instants that the client saw. Of an answer that was cut the part
/// that it waited for has the rest. Pure.
struct ExchangeClock {
  private(set) var parts = TimeParts()
  private let close: RunInstant
  /// All before it has its part.
  private var cursor: RunInstant

  init(_ exchange: borrowing ExchangeRecord, send: RunInstant, close: RunInstant) {
    (self.close, cursor) = (close, send)
    guard addConnection(exchange) else { return }
    // An answer that begins before the request's end does not say when that was.
    let sent = exchange.sent ?? exchange.firstByte.map { [cursor] in min($0, cursor) }
    guard pass(sent, .requestSent), pass(exchange.firstByte, .headers) else { return }
    exchange.firstEvent == nil ? addDocument(exchange) : addStream(exchange)
  }

  /// Gives the time up to an instant to a part; without the instant all that is left, and `false`.
  private mutating func pass(_ instant: RunInstant?, _ part: TimePart) -> Bool {
    let end = min(max(instant ?? close, cursor), close)
    parts.add(part, end.nanoseconds(since: cursor))
    cursor = end
    return instant != nil
  }

  private mutating func addConnection(_ exchange: borrowing ExchangeRecord) -> Bool {
    let stood = pass(exchange.ready ?? exchange.connected ?? exchange.firstByte, .connect)
    parts.move(exchange.tls ?? 0, from: .connect, to: .tls)
    parts.move(exchange.nameLookup ?? 0, from: .connect, to: .dns)
    return stood
  }

  /// A document says how long its run took, not when: it is the last of the wait.
  private mutating func addDocument(_ exchange: borrowing ExchangeRecord) {
    let run = exchange.serverElapsed ?? exchange.modelLatency
    parts.move(run?.nanoseconds ?? 0, from: .headers, to: .application)
    let isIndexed = exchange.calls?.contains { $0.name == .indexing } == true
    _ = pass(nil, isIndexed ? .application : .remainder)
  }

  private mutating func addStream(_ exchange: borrowing ExchangeRecord) {
    let begun = exchange.runStarted ?? (exchange.nodes.isEmpty ? nil : exchange.firstEvent)
    if let begun { _ = pass(begun, .started) }
    let end = min(exchange.terminal ?? close, close)
    if begun != nil {
      addGraph(exchange, to: end)
    } else {
      addModel(exchange, to: end)
    }
    cursor = max(cursor, min(end, close))
    _ = pass(nil, .persistence)
  }

  private mutating func addGraph(_ exchange: borrowing ExchangeRecord, to end: RunInstant) {
    let spans = NodeCover(exchange, from: cursor, to: end)
    parts += spans.parts
    guard let elapsed = exchange.serverElapsed else { return }
    var unseen = end.nanoseconds(since: cursor) - elapsed.nanoseconds
    // What no node accounts for first: events that come late make nodes longer only when the way is slow.
    for part in [TimePart.gaps, .afterText, .plugin, .modelGeneration, .nodes, .modelFirstToken]
    where unseen > 0 {
      let moved = min(unseen, spans.parts[part])
      parts.move(moved, from: part, to: .remainder)
      unseen -= moved
    }
  }

  /// An app without a graph: all is its model's. What the model says of its own time is counted back from the last text.
  private mutating func addModel(_ exchange: borrowing ExchangeRecord, to end: RunInstant) {
    guard let first = exchange.firstText, let last = exchange.lastText else {
      return _ = pass(end, .modelFirstToken)
    }
    if let latency = exchange.modelLatency {
      let asked = min(RunInstant(nanoseconds: last.nanoseconds - latency.nanoseconds), first)
      parts.move(cursor.nanoseconds(since: asked), from: .headers, to: .modelFirstToken)
      if asked > cursor { _ = pass(asked, .started) }
    }
    _ = pass(first, .modelFirstToken)
    _ = pass(last, .modelGeneration)
    _ = pass(end, .afterText)
  }
}
