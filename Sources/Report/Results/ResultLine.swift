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
    var result = result
    if result.attempts.isEmpty {
      writeLine(&writer, &result) { $1.codeUnbegun(&$0) }
    }
    for index in result.attempts.indices {
      writeLine(&writer, &result) { write(&$0, $1.attempts[index]) }
    }
  }

  private static func writeLine(
    _ writer: inout CanonicalJSON, _ result: inout TaskResult,
    _ attempt: (inout CanonicalJSON, inout TaskResult) -> Void
  ) {
    writer.writeRaw("{")
    result.codeHead(&writer)
    attempt(&writer, &result)
    result.codeTail(&writer)
    writer.writeRaw("}\n")
  }

  private static func write(_ writer: inout CanonicalJSON, _ attempt: AttemptRecord) {
    var attempt = attempt
    attempt.code(&writer)
    if var exchange = attempt.lastWithAllCharges { exchange.code(&writer) }
    attempt.codeSteps(&writer)
  }
}
