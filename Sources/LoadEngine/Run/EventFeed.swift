import RunModel

/// Events for whoever watches, and for the log. The newest win when the watcher is slow: it never slows the load.
final class EventFeed: Sendable {
  private let continuation: AsyncStream<RunEvent>.Continuation?
  private let logger: RunLogger

  init(_ continuation: AsyncStream<RunEvent>.Continuation?, logger: RunLogger) {
    self.continuation = continuation
    self.logger = logger
  }

  /// Events for the log only; `nil` when none of them would be written.
  convenience init?(logger: RunLogger) {
    if logger.level > .warning { return nil }
    self.init(nil, logger: logger)
  }

  func send(_ event: RunEvent) {
    continuation?.yield(event)
    event.write(to: logger)
  }

  func finish() { continuation?.finish() }
}
