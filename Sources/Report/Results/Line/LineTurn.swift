import RunModel

/// A turn of a conversation in its attempt's line: all that a line says of a single request. Its instants count from the
/// attempt's planned start.
struct LineTurn: LineRecord {
  private var exchange = ExchangeRecord()

  /// More turns of an attempt are not written.
  static let limit = TurnTable.limit

  init() {}

  private init(_ exchange: ExchangeRecord) { self.exchange = exchange }

  /// The turns of an attempt; empty of a single request.
  static func all(_ attempt: AttemptRecord) -> [LineTurn] {
    guard attempt.exchanges.contains(where: { $0.turn != nil }) else { return [] }
    return attempt.exchanges.map { LineTurn($0.shifted(by: .zero - attempt.intendedStart)) }
  }

  /// The turn on the clock on which the attempt was planned at `origin`.
  func exchange(from origin: RunInstant) -> ExchangeRecord { exchange.shifted(by: origin - .zero) }

  mutating func code(_ line: inout some LineCoder) {
    codeTurn(&line)
    exchange.code(&line)
    line.list("nodes", limit: LineNode.limit, LineNode.all(exchange.nodes, from: .zero)) {
      exchange.nodes = $0.map { $0.span(from: .zero) }
    }
  }

  /// What a line says of the only request of an attempt otherwise.
  mutating func codeTurn(_ line: inout some LineCoder) {
    line.number("turn", Int64(exchange.turn ?? 0)) { exchange.turn = Int($0) }
    line.flag("failed", exchange.turnFailed == true) { exchange.turnFailed = true }
    line.number("send_ns", exchange.send?.nanoseconds) { exchange.send = RunInstant(nanoseconds: $0) }
    line.number("service_ns", exchange.serviceTime) {
      exchange.close = (exchange.send ?? .zero).advanced(nanoseconds: $0)
    }
  }
}

extension ExchangeRecord {
  fileprivate var serviceTime: Int64? {
    guard let send, let close else { return nil }
    return close.nanoseconds(since: send)
  }
}
