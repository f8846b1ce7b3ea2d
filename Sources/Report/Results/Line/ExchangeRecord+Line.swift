import RunModel

/// What a line says of a request and its answer. Lengths of time are in nanoseconds from its sending.
extension ExchangeRecord: LineRecord {
  static let fields = LineFields<ExchangeRecord>(momentFields + answerFields + chargeFields + caseFields)

  private static let momentFields: [LineField<ExchangeRecord>] = [
    .moment("connect_ns", { $0.reusedConnection ? nil : $0.connected }, { $0.connected = $1 }),
    .moment("ttfb_ns", { $0.firstByte }, { $0.firstByte = $1 }),
    .moment("first_event_ns", { $0.firstEvent }, { $0.firstEvent = $1 }),
    .moment("ttft_ns", { $0.firstText }, { $0.firstText = $1 }),
  ]

  private static let answerFields: [LineField<ExchangeRecord>] = [
    .number("http", { Int64($0.httpStatus) }, { $0.httpStatus = Int($1) }),
    .text("code", { $0.code }, { $0.code = $1 }),
    .number("bytes", { $0.bytesReceived }, { $0.bytesReceived = $1 }),
    .number("sent_bytes", { $0.bytesSent }, { $0.bytesSent = $1 }),
    .flag("reused", { $0.reusedConnection }, { $0.reusedConnection = true }),
    .count("events", { $0.events }, { $0.events = $1 }),
    .count("text_events", { $0.textEvents }, { $0.textEvents = $1 }),
    .count("event_reads", { $0.eventReads }, { $0.eventReads = $1 }),
    .count("coalesced_reads", { $0.coalescedReads }, { $0.coalescedReads = $1 }),
    .count("pings", { $0.pings }, { $0.pings = $1 }),
    .number("longest_gap_ns", { $0.longestGap > 0 ? $0.longestGap : nil }, { $0.longestGap = $1 }),
  ]

  private static let chargeFields: [LineField<ExchangeRecord>] = [
    .number("tokens", { $0.tokens.map { Int64($0.total) } }) { $0.tokens = TokenUsage(total: Int($1)) },
    .count("tokens_in", { $0.tokens?.prompt ?? 0 }, { $0.tokens?.prompt = $1 }),
    .count("tokens_out", { $0.tokens?.completion ?? 0 }, { $0.tokens?.completion = $1 }),
    .text("price", { $0.price?.description }, { $0.price = Price(decimal: $1) }),
    .list("usage", limit: ModelUsage.limit, { $0.usage ?? [] }) {
      ($0.usage, $0.currency) = ($1, $1.first?.currency)
    },
  ]

  /// What came of it, and what was odd.
  private static let caseFields: [LineField<ExchangeRecord>] = [
    .number("server_ns", { $0.serverElapsed?.nanoseconds }, { $0.serverElapsed = .nanoseconds($1) }),
    .text("run", { $0.runID }, { $0.runID = $1 }),
    // To be looked for: nothing that is measured needs it.
    .text("trace", { $0.traceID }, { _, _ in }),
    .word("stop", { $0.stopRequest }, { $0.stopRequest = $1 }),
    .count("resends", { $0.resends ?? 0 }, { $0.resends = $1 }),
    .count("handled_errors", { $0.handledErrors }, { $0.handledErrors = $1 }),
    .flag("left_open", { $0.leftOpen == true }, { $0.leftOpen = true }),
    .text("received", { $0.received }, { $0.received = $1 }),
    .members(
      "anomalies",
      { exchange in
        guard let anomalies = exchange.anomalies else { return [:] }
        return Dictionary(
          uniqueKeysWithValues: anomalies.map { ($0.key.rawValue, .integer(Int64($0.value))) })
      }
    ) { exchange, counts in
      exchange.anomalies = Dictionary(
        uniqueKeysWithValues: counts.compactMap { name, count in
          guard let kind = Anomaly(rawValue: name), case .integer(let count) = count,
            count.magnitude < 1 << 55
          else { return nil }
          return (kind, Int(count))
        })
    },
    .members("headers", { ($0.headers ?? [:]).mapValues { .string($0) } }) {
      $0.headers = $1.compactMapValues(\.stringValue)
    },
  ]
}

extension LineField<ExchangeRecord> {
  /// An instant, as nanoseconds since the request was sent.
  fileprivate static func moment(
    _ name: String, _ get: @escaping @Sendable (ExchangeRecord) -> RunInstant?,
    _ set: @escaping @Sendable (inout ExchangeRecord, RunInstant) -> Void
  ) -> LineField {
    number(name) { exchange in
      guard let send = exchange.send, let instant = get(exchange) else { return nil }
      return instant.nanoseconds(since: send)
    } _: {
      set(&$0, ($0.send ?? .zero).advanced(nanoseconds: $1))
    }
  }
}
