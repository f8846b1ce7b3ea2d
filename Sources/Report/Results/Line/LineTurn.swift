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

  static let fields = LineFields<LineTurn>(
    [
      .number("turn", { Int64($0.exchange.turn ?? 0) }, { $0.exchange.turn = Int($1) }),
      .flag("failed", { $0.exchange.turnFailed == true }, { $0.exchange.turnFailed = true }),
      .number("send_ns", { $0.exchange.send?.nanoseconds }) {
        $0.exchange.send = RunInstant(nanoseconds: $1)
      },
      .number("service_ns", { $0.exchange.serviceTime }) {
        $0.exchange.close = ($0.exchange.send ?? .zero).advanced(nanoseconds: $1)
      },
    ] + ExchangeRecord.fields.of(\.exchange) + [
      .list("nodes", limit: LineNode.limit, { LineNode.all($0.exchange, from: .zero) }) {
        $0.exchange.nodes = $1.map { $0.span(from: .zero) }
      }
    ])
}

extension ExchangeRecord {
  fileprivate var serviceTime: Int64? {
    guard let send, let close else { return nil }
    return close.nanoseconds(since: send)
  }
}
