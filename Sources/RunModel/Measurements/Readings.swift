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
    body(.responseTime, responseTime.nanoseconds, kind)
    body(.serviceTime, serviceTime.nanoseconds, kind)
    body(.lateness, lateness.nanoseconds, kind)
    body(.queueWait, (admitted - intendedStart).nanoseconds, kind)
    if granted > admitted { body(.tokenWait, (granted - admitted).nanoseconds, kind) }
    for exchange in exchanges { exchange.forEachReading(kind, body) }
    forEachCut { body($0, $1, .censored) }
  }

  /// What had not come when the attempt was cut, if it was.
  func forEachCut(_ body: (MetricName, Int64) -> Void) {
    guard status.isCut else { return }
    body(.responseTime, responseTime.nanoseconds)
    body(.serviceTime, serviceTime.nanoseconds)
    guard let exchange = exchanges.last, let sent = exchange.send else { return }
    let waited = (end - sent).nanoseconds
    if exchange.firstByte == nil { body(.timeToFirstByte, waited) }
    if exchange.firstEvent == nil { body(.firstEvent, waited) }
    if exchange.firstText == nil { body(.timeToFirstText, waited) }
  }
}

extension ExchangeRecord {
  @inline(__always)
  fileprivate func forEachReading(_ kind: ReadingKind, _ body: (MetricName, Int64, ReadingKind) -> Void) {
    guard let send else { return }
    if let connected, connected > send { body(.connect, (connected - send).nanoseconds, kind) }
    if let firstByte { body(.timeToFirstByte, (firstByte - send).nanoseconds, kind) }
    if let firstEvent { body(.firstEvent, (firstEvent - send).nanoseconds, kind) }
    if let firstText { body(.timeToFirstText, (firstText - send).nanoseconds, kind) }
    for gap in gaps { body(.interToken, gap, kind) }
    guard let close else { return }
    if let serverElapsed {
      body(.serverElapsed, serverElapsed.nanoseconds, kind)
      body(.overhead, (close - send - serverElapsed).nanoseconds, kind)
    }
    if let tokens = tokens?.completion, tokens > 0 {
      body(.timePerToken, (close - send).nanoseconds / Int64(tokens), kind)
    }
  }
}

extension TaskStatus {
  /// Whether it was ended from outside before it was done: by a limit, or by a stop.
  fileprivate var isCut: Bool { self == .timeout || self == .cancelled }
}
