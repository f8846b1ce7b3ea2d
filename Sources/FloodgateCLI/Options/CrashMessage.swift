import Glibc

/// What is said when the program crashes: words, and nothing of its memory. The runtime's own account shows the bytes
/// at which registers point, and a core file holds them all; a key may be among them. Both are there for who asks.
enum CrashMessage {
  private static let words: StaticString = """
    floodgate crashed. This is a fault of floodgate's: please report it, with what `floodgate --version` says.
    What had ended a second before is on disk: `floodgate resume RUN` goes on with a run of cases, `floodgate report RUN` \
    makes the report of what there is.
    With SWIFT_BACKTRACE=enable=yes it tells where it was, with pieces of its memory: look for secrets before you pass it on.

    """

  /// Puts them in place of the runtime's account, unless the user has said what he wants of that.
  static func install() {
    guard getenv("SWIFT_BACKTRACE") == nil else { return }
    var cores = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &cores)
    cores.rlim_cur = 0
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &cores)
    for number in [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV] { take(number) }
  }

  /// The signal is raised again when the words are out, and ends the program as it would have.
  private static func take(_ number: Int32) {
    var action = sigaction()
    action.sa_flags = SA_ONSTACK | CInt(bitPattern: UInt32(SA_RESETHAND)) | SA_NODEFER
    action.__sigaction_handler.sa_handler = { number in
      write(STDERR_FILENO, CrashMessage.words.utf8Start, CrashMessage.words.utf8CodeUnitCount)
      raise(number)
    }
    sigaction(number, &action, nil)
  }
}
