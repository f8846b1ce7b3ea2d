import RunModel

/// Results as an `ExportTraceServiceRequest` in OTLP's JSON: a trace a task, with a span for the task, for each request
/// and for each node of Dify's.
struct OTLPTraces {
  let resource: OTLPResource
  /// Nanoseconds since 1970 at the start of the run's clock.
  let origin: Int64

  func request(_ results: [TaskResult]) -> JSONValue {
    [
      "resourceSpans": [
        [
          "resource": resource.value,
          "scopeSpans": [
            ["scope": OTLPResource.scope, "spans": .array(results.flatMap(spans))]
          ],
        ]
      ]
    ]
  }

  /// The spans of a task, itself first.
  func spans(_ result: TaskResult) -> [JSONValue] {
    let trace = TraceID(run: resource.run, task: result.taskID)
    let own = OTLPSpan(
      trace: trace.text, id: trace.span(attempt: 0), name: "task \(result.scenario)", kind: .inside,
      from: time(result.intendedStart), to: time(result.finished), attributes: facts(result),
      failure: result.status.isSuccess ? nil : result.errorMessage ?? result.status.rawValue)
    return [own.value]
      + result.attempts.flatMap { attempt in
        attempt.exchanges.enumerated().flatMap { number, exchange in
          spans(exchange, attempt, number, trace)
        }
      }
  }

  private func facts(_ result: TaskResult) -> [String: JSONValue] {
    var facts: [String: JSONValue] = [
      "floodgate.case": .string(result.caseID), "floodgate.task": .string(result.taskID),
      "floodgate.status": .string(result.status.rawValue),
      "floodgate.attempts": .integer(Int64(result.attempts.count)),
      "floodgate.warm_up": .bool(result.isWarmUp),
    ]
    facts["floodgate.variant"] = result.variant.map { .string($0) }
    facts["error.type"] = result.failure.map { .string($0.rawValue) }
    return facts
  }

  /// A request with its nodes. Its id is that which the server was told.
  private func spans(_ exchange: ExchangeRecord, _ attempt: AttemptRecord, _ number: Int, _ trace: TraceID)
    -> [JSONValue]
  {
    let isLast = number == attempt.exchanges.count - 1
    let (send, close) = (exchange.send ?? attempt.start, exchange.close ?? attempt.end)
    let id = trace.span(attempt: attempt.number, request: number)
    var span = OTLPSpan(
      trace: trace.text, id: exchange.traceparent.flatMap(Self.span) ?? id,
      parent: trace.span(attempt: 0), name: "request", kind: .client, from: time(send), to: time(close),
      attributes: facts(exchange, attempt, number),
      failure: isLast && !attempt.status.isSuccess ? attempt.message ?? attempt.status.rawValue : nil)
    span.events = [
      ("first byte", exchange.firstByte), ("workflow started", exchange.runStarted),
      ("first event", exchange.firstEvent), ("first text", exchange.firstText),
      ("last text", exchange.lastText), ("last event", exchange.lastEvent),
    ].compactMap { name, instant in instant.map { (name, time($0)) } }
    return [span.value]
      + OTLPNodes(trace: trace, request: span.id, until: close, time: time).spans(exchange.nodes)
  }

  private func facts(_ exchange: ExchangeRecord, _ attempt: AttemptRecord, _ number: Int) -> [String:
    JSONValue]
  {
    var facts: [String: JSONValue] = [
      "floodgate.attempt": .integer(Int64(attempt.number)),
      "floodgate.status": .string(attempt.status.rawValue),
      "dify.events": .integer(Int64(exchange.events)),
    ]
    if exchange.httpStatus > 0 { facts["http.response.status_code"] = .integer(Int64(exchange.httpStatus)) }
    if attempt.exchanges.count > 1 { facts["floodgate.turn"] = .integer(Int64(exchange.turn ?? number + 1)) }
    facts["error.type"] = attempt.failure.map { .string($0.rawValue) }
    for (name, text) in [
      ("dify.workflow_run_id", exchange.runID), ("dify.message_id", exchange.messageID),
      ("dify.conversation_id", exchange.conversationID), ("dify.code", exchange.code),
    ] { facts[name] = text.map { .string($0) } }
    if let tokens = exchange.tokens {
      facts["gen_ai.usage.total_tokens"] = .integer(Int64(tokens.total))
    }
    return facts
  }

  private func time(_ instant: RunInstant) -> Int64 { origin &+ instant.nanoseconds }

  /// The third part of a `traceparent`.
  private static func span(_ text: String) -> UInt64? {
    let parts = text.split(separator: "-")
    return parts.count == 4 ? UInt64(parts[2], radix: 16) : nil
  }
}
