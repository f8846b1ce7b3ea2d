import RunModel

/// What the line of an attempt says of it, its requests apart. Lengths of time are in nanoseconds.
extension AttemptRecord: LineRecord {
  init() {
    self.init(
      number: 0, intendedStart: .zero, admitted: .zero, granted: .zero, start: .zero, end: .zero,
      status: .error, exchanges: [ExchangeRecord()])
  }

  static let fields = LineFields<AttemptRecord>(
    outcomeFields + instantFields + [
      .flag("leaked", { $0.leaked }, { $0.leaked = true }), partsField, tokenWaitField,
      .list("nodes", limit: LineNode.limit, { LineNode.all($0.exchanges.last, from: $0.intendedStart) }) {
        attempt, nodes in
        attempt.exchanges[0].nodes = nodes.map { $0.span(from: attempt.intendedStart) }
      },
    ])

  private static let outcomeFields: [LineField<AttemptRecord>] = [
    .number("attempt", { Int64($0.number) }, { $0.number = Int($1) }).required(),
    .word("status", { $0.status }, { $0.status = $1 }).required(),
    .text("failure", { $0.failure?.rawValue }, { $0.failure = FailureClass(rawValue: $1) }),
    .text("message", { $0.message }, { $0.message = $1 }),
  ]

  private static let instantFields: [LineField<AttemptRecord>] = [
    .number("intended_ns", { $0.intendedStart.nanoseconds }) {
      $0.intendedStart = RunInstant(nanoseconds: $1)
    }.required(),
    .number("start_ns", { $0.start.nanoseconds }) {
      $0.start = RunInstant(nanoseconds: $1)
      ($0.admitted, $0.granted) = ($0.start, $0.start)
    }.required(),
    .number("end_ns", { $0.end.nanoseconds }) { $0.end = RunInstant(nanoseconds: $1) }.required(),
    .number("response_ns", { $0.close.nanoseconds(since: $0.intendedStart) }) {
      $0.exchanges[0].close = $0.intendedStart.advanced(nanoseconds: $1)
    },
    // What it took ends with its close: so it was sent.
    .number("service_ns", { $0.close.nanoseconds(since: $0.send) }) {
      $0.exchanges[0].send = ($0.exchanges[0].close ?? $0.end).advanced(nanoseconds: -$1)
    },
  ]

  private static let partsField = LineField<AttemptRecord>("parts") {
    TimeParts($0)
  } _: { attempt, parts in
    attempt.timeParts = parts
    attempt.granted = attempt.intendedStart.advanced(nanoseconds: parts[.clientWait])
    attempt.admitted = attempt.granted
  } write: {
    $0.write(&$1)
  } parse: {
    TimeParts(members: $0)
  }

  private static let tokenWaitField = LineField<AttemptRecord>.number(
    "token_wait_ns", { $0.granted > $0.admitted ? $0.granted.nanoseconds(since: $0.admitted) : nil }
  ) {
    $0.admitted = $0.granted.advanced(nanoseconds: -$1)
  }
}
