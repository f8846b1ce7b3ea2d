import RunModel

/// Events for whoever watches, and for the log. The newest win when the watcher is slow: it never slows the load.
final class EventFeed: Sendable {
  private let continuation: AsyncStream<RunEvent>.Continuation?
  private let logger: RunLogger
  private let hearsStop: (@Sendable (StopReason) -> Void)?

  init(
    _ continuation: AsyncStream<RunEvent>.Continuation?, logger: RunLogger,
    hearsStop: (@Sendable (StopReason) -> Void)? = nil
  ) {
    self.continuation = continuation
    self.logger = logger
    self.hearsStop = hearsStop
  }

  /// Events for the log only, and stops for whoever hears them; `nil` when nobody would.
  convenience init?(logger: RunLogger, hearsStop: (@Sendable (StopReason) -> Void)? = nil) {
    if logger.level > .warning, hearsStop == nil { return nil }
    self.init(nil, logger: logger, hearsStop: hearsStop)
  }

  func send(_ event: RunEvent) {
    if let hearsStop, case .stopTriggered(let reason, _) = event { hearsStop(reason) }
    continuation?.yield(event)
    event.write(to: logger)
  }

  func finish() { continuation?.finish() }
}
