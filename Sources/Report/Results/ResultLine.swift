import RunModel

/// A result as lines of JSON, one for each attempt, flat. A task that never began has one line with attempt 0.
package enum ResultLine {
  /// The lines of a result, each with its end.
  package static func bytes(_ result: TaskResult) -> [UInt8] {
    var writer = CanonicalJSON(reservingCapacity: 512)
    write(&writer, result)
    return writer.bytes
  }

  /// Appends the lines of a result, each with its end.
  package static func write(_ writer: inout CanonicalJSON, _ result: TaskResult) {
    if result.attempts.isEmpty {
      begin(&writer, result)
      writeNumber(&writer, ",\"attempt\":", 0)
      finish(&writer, result)
    }
    for attempt in result.attempts {
      begin(&writer, result)
      write(&writer, attempt, isLast: attempt.number == result.attempts.count)
      finish(&writer, result)
    }
  }

  private static func begin(_ writer: inout CanonicalJSON, _ result: TaskResult) {
    writer.writeRaw("{\"case\":")
    writer.write(result.caseID)
    writeNumber(&writer, ",\"index\":", Int64(result.index))
    writeText(&writer, ",\"task\":", result.taskID)
    writeText(&writer, ",\"scenario\":", result.scenario)
    writeText(&writer, ",\"variant\":", result.variant)
    writeText(&writer, ",\"task_status\":", result.status.rawValue)
    writeText(&writer, ",\"cancel_reason\":", result.cancelReason?.label)
  }

  private static func write(_ writer: inout CanonicalJSON, _ attempt: AttemptRecord, isLast: Bool) {
    writeNumber(&writer, ",\"attempt\":", Int64(attempt.number))
    writeText(&writer, ",\"status\":", attempt.status.rawValue)
    writeText(&writer, ",\"failure\":", attempt.failure?.rawValue)
    writeText(&writer, ",\"message\":", attempt.message)
    writeNumber(&writer, ",\"intended_ns\":", attempt.intendedStart.nanoseconds)
    writeNumber(&writer, ",\"start_ns\":", attempt.start.nanoseconds)
    writeNumber(&writer, ",\"end_ns\":", attempt.end.nanoseconds)
    let close = attempt.close
    writeNumber(&writer, ",\"response_ns\":", close.nanoseconds(since: attempt.intendedStart))
    writeNumber(&writer, ",\"service_ns\":", close.nanoseconds(since: attempt.send))
    if attempt.granted > attempt.admitted {
      writeNumber(&writer, ",\"token_wait_ns\":", attempt.granted.nanoseconds(since: attempt.admitted))
    }
    if attempt.leaked { writer.writeRaw(",\"leaked\":true") }
    writeTime(&writer, attempt)
    if let exchange = attempt.lastWithAllCharges { write(&writer, exchange) }
    writeSteps(&writer, attempt)
    if attempt.exchanges.count > 1 { writeNumber(&writer, ",\"turns\":", Int64(attempt.exchanges.count)) }
  }

  private static func write(_ writer: inout CanonicalJSON, _ exchange: ExchangeRecord) {
    if let send = exchange.send {
      if let instant = exchange.firstByte {
        writeNumber(&writer, ",\"ttfb_ns\":", instant.nanoseconds - send.nanoseconds)
      }
      if let instant = exchange.firstText {
        writeNumber(&writer, ",\"ttft_ns\":", instant.nanoseconds - send.nanoseconds)
      }
    }
    writeNumber(&writer, ",\"http\":", Int64(exchange.httpStatus))
    writeText(&writer, ",\"code\":", exchange.code)
    writeNumber(&writer, ",\"bytes\":", exchange.bytesReceived)
    if exchange.events > 0 { writeNumber(&writer, ",\"events\":", Int64(exchange.events)) }
    if let tokens = exchange.tokens { writeNumber(&writer, ",\"tokens\":", Int64(tokens.total)) }
    if let price = exchange.price { writeText(&writer, ",\"price\":", price.description) }
    writeUsage(&writer, exchange.usage ?? [])
    if let elapsed = exchange.serverElapsed { writeNumber(&writer, ",\"server_ns\":", elapsed.nanoseconds) }
    writeText(&writer, ",\"run\":", exchange.runID)
    writeText(&writer, ",\"trace\":", exchange.traceID)
    writeText(&writer, ",\"received\":", exchange.received)
    if let anomalies = exchange.anomalies {
      writer.writeRaw(",\"anomalies\":")
      writer.write(
        Dictionary(uniqueKeysWithValues: anomalies.map { ($0.key.rawValue, .integer(Int64($0.value))) }))
    }
    if let headers = exchange.headers, !headers.isEmpty {
      writer.writeRaw(",\"headers\":")
      writer.write(headers.mapValues { .string($0) })
    }
  }

  private static func finish(_ writer: inout CanonicalJSON, _ result: TaskResult) {
    if !result.tags.isEmpty {
      writer.writeRaw(",\"tags\":")
      writer.write(result.tags.mapValues { .string($0) })
    }
    if !result.parameters.isEmpty {
      writer.writeRaw(",\"parameters\":")
      writer.write(result.parameters)
    }
    if result.outputs != .null {
      writer.writeRaw(",\"outputs\":")
      writer.write(result.outputs)
    }
    writer.writeRaw("}\n")
  }

  static func writeText(_ writer: inout CanonicalJSON, _ name: StaticString, _ text: String?) {
    guard let text else { return }
    writer.writeRaw(name)
    writer.write(text)
  }

  static func writeNumber(_ writer: inout CanonicalJSON, _ name: StaticString, _ number: Int64) {
    writer.writeRaw(name)
    writer.write(integer: number)
  }
}
