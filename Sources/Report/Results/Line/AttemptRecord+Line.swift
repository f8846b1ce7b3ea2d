import RunModel

/// What the line of an attempt says of it, its requests apart. Lengths of time are in nanoseconds.
extension AttemptRecord: LineRecord {
  init() {
    self.init(
      number: 0, intendedStart: .zero, admitted: .zero, granted: .zero, start: .zero, end: .zero,
      status: .error, exchanges: [ExchangeRecord()])
  }

  mutating func code(_ line: inout some LineCoder) {
    codeOutcome(&line)
    codeInstants(&line)
    line.flag("leaked", leaked) { leaked = true }
    codeParts(&line)
    line.number("token_wait_ns", granted > admitted ? granted.nanoseconds(since: admitted) : nil) {
      admitted = granted.advanced(nanoseconds: -$0)
    }
    line.list("nodes", limit: LineNode.limit, LineNode.all(lastNodes, from: intendedStart)) { nodes in
      exchanges[0].nodes = nodes.map { $0.span(from: intendedStart) }
    }
  }

  private var lastNodes: [NodeSpan] { exchanges.indices.last.map { exchanges[$0].nodes } ?? [] }

  @inline(__always)
  private mutating func codeOutcome(_ line: inout some LineCoder) {
    line.number("attempt", required: true, Int64(number)) { number = Int($0) }
    line.word("status", required: true, status) { status = $0 }
    line.text("failure", failure?.rawValue) { failure = FailureClass(rawValue: $0) }
    line.text("message", message) { message = $0 }
  }

  @inline(__always)
  private mutating func codeInstants(_ line: inout some LineCoder) {
    line.number("intended_ns", required: true, intendedStart.nanoseconds) {
      intendedStart = RunInstant(nanoseconds: $0)
    }
    line.number("start_ns", required: true, start.nanoseconds) {
      start = RunInstant(nanoseconds: $0)
      (admitted, granted) = (start, start)
    }
    line.number("end_ns", required: true, end.nanoseconds) { end = RunInstant(nanoseconds: $0) }
    line.number("response_ns", close.nanoseconds(since: intendedStart)) {
      exchanges[0].close = intendedStart.advanced(nanoseconds: $0)
    }
    // What it took ends with its close: so it was sent.
    line.number("service_ns", close.nanoseconds(since: send)) {
      exchanges[0].send = (exchanges[0].close ?? end).advanced(nanoseconds: -$0)
    }
  }

  private mutating func codeParts(_ line: inout some LineCoder) {
    line.figure("parts", required: false) {
      TimeParts(self)
    } _: { parts in
      timeParts = parts
      granted = intendedStart.advanced(nanoseconds: parts[.clientWait])
      admitted = granted
    } write: {
      $0.write(&$1)
    } parse: {
      TimeParts(members: $0)
    }
  }
}
