import Glibc
import Reactor
import Session

/// Ctrl-C, SIGTERM and a terminal that is closed, taken by a thread of their own: the first call drains, the second
/// aborts.
enum Signals {
  /// What the signal handler may touch: posting to a semaphore is safe there.
  private static let arrived = Semaphore()

  /// Calls `handle` with how often a signal came, on another thread.
  static func handle(_ handle: @escaping @Sendable (Int) -> Void) {
    _ = arrived
    for number in [SIGINT, SIGTERM] { signal(number) { _ in Signals.arrived.signal() } }
    if !isIgnored(SIGHUP) { signal(SIGHUP) { _ in Signals.arrived.signal() } }
    signal(SIGPIPE, SIG_IGN)
    let box = Unmanaged.passRetained(Box(handle))
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { context in
        let handle = Unmanaged<Box>.fromOpaque(context!).takeRetainedValue().handle
        for count in 1... {
          Signals.arrived.wait()
          handle(count)
        }
        return nil
      }, box.toOpaque())
    pthread_detach(thread)
  }

  /// Whether whoever began the program (`nohup`) wants it to outlive that signal.
  static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    sigaction(number, nil, &action)
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private final class Box: Sendable {
    let handle: @Sendable (Int) -> Void
    init(_ handle: @escaping @Sendable (Int) -> Void) { self.handle = handle }
  }
}
