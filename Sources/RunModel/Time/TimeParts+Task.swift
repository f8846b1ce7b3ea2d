/// What tasks and attempts are made of. Records are borrowed and not copied: each task is cut, and they are large.
extension TimeParts {
  /// Of a task, from its planned start to its end; `nil` when it never began.
  package init?(_ result: borrowing TaskResult) {
    guard let last = result.attempts.indices.last else { return nil }
    self.init(result.attempts[last])
    add(.earlier, result.attempts[last].intendedStart.nanoseconds(since: result.intendedStart))
  }

  /// Of an attempt, from its planned start to its close.
  package init(_ attempt: borrowing AttemptRecord) {
    self.init()
    if let told = attempt.timeParts { self = told } else { cut(attempt) }
  }

  private mutating func cut(_ attempt: borrowing AttemptRecord) {
    add(.clientWait, attempt.granted.nanoseconds(since: attempt.intendedStart))
    guard !attempt.exchanges.isEmpty, let send = attempt.exchanges[0].send else {
      add(.lateness, attempt.start.nanoseconds(since: attempt.granted))
      return add(.application, attempt.close.nanoseconds(since: attempt.start))
    }
    let uploads = min(
      attempt.exchanges[0].uploads?.nanoseconds ?? 0, send.nanoseconds(since: attempt.granted))
    add(.uploads, uploads)
    add(.lateness, send.nanoseconds(since: attempt.granted) - uploads)
    addExchanges(of: attempt, from: send)
  }

  private mutating func addExchanges(of attempt: borrowing AttemptRecord, from start: RunInstant) {
    var cursor = start
    let exchanges = attempt.exchanges.span
    for index in exchanges.indices {
      guard let send = exchanges[index].send else { continue }
      add(.turns, send.nanoseconds(since: cursor))
      // An attempt ends when it is cut, whatever comes after.
      cursor = max(send, min(exchanges[index].close ?? attempt.close, attempt.close))
      self += ExchangeClock(exchanges[index], send: send, close: cursor).parts
    }
    add(.remainder, attempt.close.nanoseconds(since: cursor))
  }
}
