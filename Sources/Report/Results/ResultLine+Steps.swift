import RunModel

/// The turns of an attempt and the calls that went with it, in its line.
extension ResultLine {
  static func writeSteps(_ writer: inout CanonicalJSON, _ attempt: AttemptRecord) {
    if attempt.exchanges.contains(where: { $0.turn != nil }) {
      writer.writeRaw(",\"turn_figures\":")
      writer.write(.array(attempt.exchanges.map(turn)))
    }
    if attempt.exchanges.contains(where: { $0.calls != nil }) {
      writer.writeRaw(",\"calls\":")
      writer.write(.array(attempt.exchanges.flatMap { $0.calls ?? [] }.map(call)))
    }
  }

  private static func turn(_ exchange: ExchangeRecord) -> JSONValue {
    func since(_ instant: RunInstant?) -> JSONValue? {
      guard let instant, let send = exchange.send else { return nil }
      return .integer(instant.nanoseconds - send.nanoseconds)
    }
    var members: [String: JSONValue] = ["turn": .integer(Int64(exchange.turn ?? 0))]
    members["failed"] = exchange.turnFailed.map { .bool($0) }
    members["service_ns"] = since(exchange.close)
    members["ttft_ns"] = since(exchange.firstText)
    members["server_ns"] = exchange.serverElapsed.map { .integer($0.nanoseconds) }
    if let used = exchange.tokens {
      members["tokens"] = [
        .integer(Int64(used.prompt)), .integer(Int64(used.completion)), .integer(Int64(used.total)),
      ]
    }
    return .object(members)
  }

  private static func call(_ call: CallRecord) -> JSONValue {
    var members: [String: JSONValue] = ["call": .string(call.name.rawValue), "took_ns": .integer(call.took)]
    members["failure"] = call.failure.map { .string($0.rawValue) }
    return .object(members)
  }
}

/// The same, read back.
enum ResultSteps {
  /// What figures of turns are made of; `nil` of a single request, and in lines of older versions.
  static func turns(_ line: [String: JSONValue]) -> [ExchangeRecord]? {
    guard case .array(let entries)? = line["turn_figures"] else { return nil }
    return entries.prefix(TurnTable.limit).map { entry in
      var exchange = ExchangeRecord()
      exchange.send = .zero
      exchange.turn = integer(entry["turn"]).map { Int($0) }
      exchange.turnFailed = entry["failed"] == .bool(true) ? true : nil
      exchange.close = integer(entry["service_ns"]).map { RunInstant(nanoseconds: $0) }
      exchange.firstText = integer(entry["ttft_ns"]).map { RunInstant(nanoseconds: $0) }
      exchange.serverElapsed = integer(entry["server_ns"]).map { .nanoseconds($0) }
      if case .array(let counts)? = entry["tokens"], counts.count == 3 {
        let counts = counts.map { Int(integer($0) ?? 0) }
        exchange.tokens = TokenUsage(prompt: counts[0], completion: counts[1], total: counts[2])
      }
      return exchange
    }
  }

  /// The calls; `nil` without any.
  static func calls(_ line: [String: JSONValue]) -> [CallRecord]? {
    guard case .array(let entries)? = line["calls"] else { return nil }
    return entries.prefix(1000).compactMap { entry in
      guard let name = entry["call"]?.stringValue.flatMap(CallRecord.Name.init),
        let took = integer(entry["took_ns"])
      else { return nil }
      return CallRecord(
        name, took: took, failure: entry["failure"]?.stringValue.map { FailureClass(rawValue: $0) })
    }
  }

  /// A whole number within what may be added without a trap.
  private static func integer(_ value: JSONValue?) -> Int64? {
    guard case .integer(let number)? = value, number.magnitude < 1 << 55 else { return nil }
    return number
  }
}
