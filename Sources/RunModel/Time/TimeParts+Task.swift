/// What tasks and attempts are made of.
extension TimeParts {
  /// Of a task, from its planned start to its end; `nil` when it never began.
  package init?(_ result: TaskResult) {
    guard let last = result.attempts.last else { return nil }
    self.init(last)
    add(.earlier, last.intendedStart.nanoseconds(since: result.intendedStart))
  }

  /// Of an attempt, from its planned start to its close.
  package init(_ attempt: AttemptRecord) {
    self.init()
    if let told = attempt.timeParts { self = told } else { cut(attempt) }
  }

  private mutating func cut(_ attempt: AttemptRecord) {
    add(.clientWait, attempt.granted.nanoseconds(since: attempt.intendedStart))
    guard let first = attempt.exchanges.first, let send = first.send else {
      add(.lateness, attempt.start.nanoseconds(since: attempt.granted))
      return add(.application, attempt.close.nanoseconds(since: attempt.start))
    }
    let uploads = min(first.uploads?.nanoseconds ?? 0, send.nanoseconds(since: attempt.granted))
    add(.uploads, uploads)
    add(.lateness, send.nanoseconds(since: attempt.granted) - uploads)
    addExchanges(of: attempt, from: send)
  }

  private mutating func addExchanges(of attempt: AttemptRecord, from start: RunInstant) {
    var cursor = start
    for exchange in attempt.exchanges {
      guard let send = exchange.send else { continue }
      add(.turns, send.nanoseconds(since: cursor))
      // An attempt ends when it is cut, whatever comes after.
      cursor = max(send, min(exchange.close ?? attempt.close, attempt.close))
      self += ExchangeClock(exchange, send: send, close: cursor).parts
    }
    add(.remainder, attempt.close.nanoseconds(since: cursor))
  }
}
