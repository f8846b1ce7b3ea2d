/// Tells what a task waits for that the task is given up. Swift's own cancellation handlers say the same for four
/// switches of the task each time, which a request would pay for. Confined to the loop.
package final class AbortSignal: @unchecked Sendable {
  /// Whether the task was given up. It stays so.
  package private(set) var isAborted = false
  private var listener: (any AbortListener)?
  private var use: UInt64 = 0

  package init() {}

  /// Has the listener told, at once when the task was given up before. A task waits for one thing at a time:
  /// `false` while another listens.
  package func listen(_ listener: any AbortListener, use: UInt64) -> Bool {
    if self.listener != nil { return false }
    if isAborted { listener.abort(use: use) }
    self.listener = listener
    self.use = use
    return true
  }

  /// Nothing is waited for any more.
  package func endListening() { listener = nil }

  /// Gives the task up; the listener is told in a turn of its own, so that this may be called from anywhere on the loop.
  package func abort(on loop: some EventLoop) {
    isAborted = true
    guard let listener else { return }
    let use = use
    loop.execute { listener.abort(use: use) }
  }
}

/// What a task can wait for.
package protocol AbortListener: AnyObject, Sendable {
  /// Ends that use of it, if it is still under way.
  func abort(use: UInt64)
}
