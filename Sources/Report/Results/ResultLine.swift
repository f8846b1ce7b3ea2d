import RunModel

/// A result as lines of JSON, one for each attempt, flat. A task that never began has one line with attempt 0.
package enum ResultLine {
  /// The lines of a result, each with its end.
  package static func bytes(_ result: TaskResult) -> [UInt8] {
    var writer = CanonicalJSON(reservingCapacity: 512)
    write(&writer, result)
    return writer.finish()
  }

  /// Appends the lines of a result, each with its end.
  package static func write(_ writer: inout CanonicalJSON, _ result: TaskResult) {
    var task = result
    if result.attempts.isEmpty {
      writeLine(&writer, &task) { line in
        var unbegun = result
        unbegun.codeUnbegun(&line)
      }
    }
    for attempt in result.attempts { writeLine(&writer, &task) { write(&$0, attempt) } }
  }

  private static func writeLine(
    _ writer: inout CanonicalJSON, _ task: inout TaskResult, _ attempt: (inout CanonicalJSON) -> Void
  ) {
    writer.writeRaw("{")
    task.codeHead(&writer)
    attempt(&writer)
    task.codeTail(&writer)
    writer.writeRaw("}\n")
  }

  private static func write(_ writer: inout CanonicalJSON, _ attempt: AttemptRecord) {
    var attempt = attempt
    attempt.code(&writer)
    if var exchange = attempt.lastWithAllCharges { exchange.code(&writer) }
    attempt.codeSteps(&writer)
  }
}
