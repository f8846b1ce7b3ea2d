import RunModel

/// What a line says of a request and its answer. Lengths of time are in nanoseconds from its sending.
extension ExchangeRecord: LineRecord {
  mutating func code(_ line: inout some LineCoder) {
    codeMoments(&line)
    codeAnswer(&line)
    codeCharges(&line)
    codeRun(&line)
    codeOddities(&line)
  }

  @inline(__always)
  private mutating func codeMoments(_ line: inout some LineCoder) {
    line.number("connect_ns", sinceSend(reusedConnection ? nil : connected)) { connected = afterSend($0) }
    line.number("ttfb_ns", sinceSend(firstByte)) { firstByte = afterSend($0) }
    line.number("first_event_ns", sinceSend(firstEvent)) { firstEvent = afterSend($0) }
    line.number("ttft_ns", sinceSend(firstText)) { firstText = afterSend($0) }
  }

  @inline(__always)
  private mutating func codeAnswer(_ line: inout some LineCoder) {
    line.number("http", Int64(httpStatus)) { httpStatus = Int($0) }
    line.text("code", code) { code = $0 }
    line.number("bytes", bytesReceived) { bytesReceived = $0 }
    line.number("sent_bytes", bytesSent) { bytesSent = $0 }
    line.flag("reused", reusedConnection) { reusedConnection = true }
    line.count("events", events) { events = $0 }
    line.count("text_events", textEvents) { textEvents = $0 }
    line.count("event_reads", eventReads) { eventReads = $0 }
    line.count("coalesced_reads", coalescedReads) { coalescedReads = $0 }
    line.count("pings", pings) { pings = $0 }
    line.number("longest_gap_ns", longestGap > 0 ? longestGap : nil) { longestGap = $0 }
  }

  @inline(__always)
  private mutating func codeCharges(_ line: inout some LineCoder) {
    line.number("tokens", tokens.map { Int64($0.total) }) { tokens = TokenUsage(total: Int($0)) }
    line.count("tokens_in", tokens?.prompt ?? 0) { tokens?.prompt = $0 }
    line.count("tokens_out", tokens?.completion ?? 0) { tokens?.completion = $0 }
    line.text("price", price?.description) { price = Price(decimal: $0) }
    line.list("usage", limit: ModelUsage.limit, usage) { (usage, currency) = ($0, $0.first?.currency) }
  }

  @inline(__always)
  private mutating func codeRun(_ line: inout some LineCoder) {
    line.number("server_ns", serverElapsed?.nanoseconds) { serverElapsed = .nanoseconds($0) }
    line.text("run", runID) { runID = $0 }
    // To be looked for: nothing that is measured needs it.
    line.text("trace", traceID) { _ in }
    line.word("stop", stopRequest) { stopRequest = $0 }
    line.count("resends", resends ?? 0) { resends = $0 }
    line.count("handled_errors", handledErrors) { handledErrors = $0 }
  }

  @inline(__always)
  private mutating func codeOddities(_ line: inout some LineCoder) {
    line.flag("left_open", leftOpen == true) { leftOpen = true }
    line.text("received", received) { received = $0 }
    line.members("anomalies", anomalies.map(Anomaly.members)) { anomalies = Anomaly.counts($0) }
    line.texts("headers", headers) { headers = $0 }
  }

  /// An instant as it stands in a line.
  private func sinceSend(_ instant: RunInstant?) -> Int64? {
    guard let send, let instant else { return nil }
    return instant.nanoseconds(since: send)
  }

  private func afterSend(_ nanoseconds: Int64) -> RunInstant {
    (send ?? .zero).advanced(nanoseconds: nanoseconds)
  }
}

extension Anomaly {
  /// How often each was seen, as members of an object.
  fileprivate static func members(_ counts: [Anomaly: Int]) -> [String: JSONValue] {
    Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, .integer(Int64($0.value))) })
  }

  fileprivate static func counts(_ members: [String: JSONValue]) -> [Anomaly: Int] {
    Dictionary(
      uniqueKeysWithValues: members.compactMap { name, count in
        guard let kind = Anomaly(rawValue: name), case .integer(let count) = count, count.magnitude < 1 << 55
        else { return nil }
        return (kind, Int(count))
      })
  }
}
