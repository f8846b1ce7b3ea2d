extension TaskResult {
  /// The same result on a clock that began `duration` earlier: a run that was resumed counts from its first start.
  package func shifted(by duration: Duration) -> TaskResult {
    var result = self
    result.intendedStart = intendedStart + duration
    result.finished = finished + duration
    result.attempts = attempts.map { $0.shifted(by: duration) }
    return result
  }
}

extension AttemptRecord {
  fileprivate func shifted(by duration: Duration) -> AttemptRecord {
    var attempt = self
    for path in [\AttemptRecord.intendedStart, \.admitted, \.granted, \.start, \.end] {
      attempt[keyPath: path] = self[keyPath: path] + duration
    }
    attempt.exchanges = exchanges.map { $0.shifted(by: duration) }
    return attempt
  }
}

extension ExchangeRecord {
  /// The same on a clock that began `duration` earlier.
  package func shifted(by duration: Duration) -> ExchangeRecord {
    var exchange = self
    for path in [
      \ExchangeRecord.send, \.connected, \.firstByte, \.firstEvent, \.firstText, \.lastEvent, \.close,
      \.ready,
      \.sent, \.runStarted, \.lastText, \.terminal,
    ] {
      exchange[keyPath: path] = self[keyPath: path].map { $0 + duration }
    }
    exchange.nodes = nodes.map { node in
      var node = node
      for path in [\NodeSpan.startedAt, \.finishedAt, \.firstText, \.lastText] {
        node[keyPath: path] = node[keyPath: path].map { $0 + duration }
      }
      return node
    }
    return exchange
  }
}
