/// How an attempt ended for which a latency was read.
enum ReadingKind {
  case succeeded
  case unsuccessful
  /// It was cut before that point was reached: the latency is longer than what was read.
  case censored
}

/// Every latency of a result, in one place: the run, its slices and its selections are all measured so.
extension TaskResult {
  /// Calls `body` with each latency, its nanoseconds, and how the attempt ended.
  @inline(__always)
  func forEachReading(_ body: (MetricName, Int64, ReadingKind) -> Void) {
    for attempt in attempts { attempt.forEachReading(body) }
    guard !attempts.isEmpty else { return }
    body(.taskTotal, totalTime.nanoseconds, status.isSuccess ? .succeeded : .unsuccessful)
    if status.isCut { body(.taskTotal, totalTime.nanoseconds, .censored) }
  }
}

extension AttemptRecord {
  @inline(__always)
  fileprivate func forEachReading(_ body: (MetricName, Int64, ReadingKind) -> Void) {
    let kind: ReadingKind = status.isSuccess ? .succeeded : .unsuccessful
    let (send, close) = (send, close)
    body(.responseTime, close.nanoseconds(since: intendedStart), kind)
    body(.serviceTime, close.nanoseconds(since: send), kind)
    body(.lateness, send.nanoseconds(since: intendedStart), kind)
    body(.queueWait, admitted.nanoseconds(since: intendedStart), kind)
    if granted > admitted { body(.tokenWait, granted.nanoseconds(since: admitted), kind) }
    for exchange in exchanges { exchange.forEachReading(kind, body) }
    forEachCut { body($0, $1, .censored) }
  }

  /// What had not come when the attempt was cut, if it was.
  func forEachCut(_ body: (MetricName, Int64) -> Void) {
    guard status.isCut else { return }
    body(.responseTime, responseTime.nanoseconds)
    body(.serviceTime, serviceTime.nanoseconds)
    guard let exchange = exchanges.last, let sent = exchange.send else { return }
    let waited = end.nanoseconds(since: sent)
    if exchange.firstByte == nil { body(.timeToFirstByte, waited) }
    if exchange.firstEvent == nil { body(.firstEvent, waited) }
    if exchange.firstText == nil { body(.timeToFirstText, waited) }
  }
}

extension ExchangeRecord {
  @inline(__always)
  fileprivate func forEachReading(_ kind: ReadingKind, _ body: (MetricName, Int64, ReadingKind) -> Void) {
    guard let send else { return }
    if let connected, connected > send { body(.connect, connected.nanoseconds(since: send), kind) }
    if let firstByte { body(.timeToFirstByte, firstByte.nanoseconds(since: send), kind) }
    if let firstEvent { body(.firstEvent, firstEvent.nanoseconds(since: send), kind) }
    if let firstText { body(.timeToFirstText, firstText.nanoseconds(since: send), kind) }
    gaps.forEach { body(.interToken, $0, kind) }
    guard let close else { return }
    if let serverElapsed {
      let elapsed = serverElapsed.nanoseconds
      body(.serverElapsed, elapsed, kind)
      body(.overhead, close.nanoseconds(since: send) - elapsed, kind)
    }
    if let tokens = tokens?.completion, tokens > 0 {
      body(.timePerToken, close.nanoseconds(since: send) / Int64(tokens), kind)
    }
  }
}

extension TaskStatus {
  /// Whether it was ended from outside before it was done: by a limit, or by a stop.
  var isCut: Bool { self == .timeout || self == .cancelled }
}
