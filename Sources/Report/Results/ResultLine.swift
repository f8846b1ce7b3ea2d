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
    if result.attempts.isEmpty { writeLine(&writer, result) { TaskResult.unbegunFields.write(result, &$0) } }
    for attempt in result.attempts { writeLine(&writer, result) { write(&$0, attempt) } }
  }

  private static func writeLine(
    _ writer: inout CanonicalJSON, _ result: TaskResult, _ attempt: (inout CanonicalJSON) -> Void
  ) {
    writer.writeRaw("{")
    TaskResult.headFields.write(result, &writer)
    attempt(&writer)
    TaskResult.tailFields.write(result, &writer)
    writer.writeRaw("}\n")
  }

  private static func write(_ writer: inout CanonicalJSON, _ attempt: AttemptRecord) {
    AttemptRecord.fields.write(attempt, &writer)
    if let exchange = attempt.lastWithAllCharges { ExchangeRecord.fields.write(exchange, &writer) }
    AttemptRecord.stepFields.write(attempt, &writer)
  }
}
