import Glibc

/// Ctrl-C and SIGTERM, taken by a thread of their own: the first call drains, the second aborts.
enum Signals {
  /// Blocks the signals in this thread and all that it will make, and calls `handle` with how often one came.
  static func handle(_ handle: @escaping @Sendable (Int) -> Void) {
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, SIGINT)
    sigaddset(&set, SIGTERM)
    pthread_sigmask(SIG_BLOCK, &set, nil)
    signal(SIGPIPE, SIG_IGN)
    let box = Unmanaged.passRetained(Box(handle))
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { context in
        let handle = Unmanaged<Box>.fromOpaque(context!).takeRetainedValue().handle
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGINT)
        sigaddset(&set, SIGTERM)
        for count in 1... {
          var signal: Int32 = 0
          sigwait(&set, &signal)
          handle(count)
        }
        return nil
      }, box.toOpaque())
    pthread_detach(thread)
  }

  private final class Box: Sendable {
    let handle: @Sendable (Int) -> Void
    init(_ handle: @escaping @Sendable (Int) -> Void) { self.handle = handle }
  }
}
