import Glibc

/// What is said when the program crashes: words, and nothing of its memory. The runtime's own account shows the bytes
/// at which registers point, and a core file holds them all; a key may be among them. Both are there for who asks.
enum CrashMessage {
  /// Commands that leave a run's results behind.
  private static let running: Set<String> = [
    "run", "resume", "capacity", "sweep", "submit", "shard",
  ]

  /// Of a command: its name is one of the program's own words, nothing that the user wrote.
  static func words(_ command: String?) -> String {
    let place = command.map { " in `floodgate \($0)`" } ?? ""
    let left =
      command.map(running.contains) ?? false
      ? """
      What had ended a second before is on disk: `floodgate resume RUN` goes on with a run of cases, `floodgate report RUN` \
      makes the report of what there is.

      """ : ""
    return """
      floodgate crashed\(place). This is a fault of floodgate's: please report it, with what `floodgate --version` says.
      \(left)With SWIFT_BACKTRACE=enable=yes it tells where it was, with pieces of its memory: look for secrets before you pass it on.

      """
  }

  /// As they are written: made before, for a program that crashes can make nothing any more.
  private nonisolated(unsafe) static var made: (start: UnsafeMutablePointer<CChar>, count: Int)?

  /// Puts them in place of the runtime's account, unless the user has said what he wants of that.
  static func install(_ command: String?) {
    guard getenv("SWIFT_BACKTRACE") == nil else { return }
    let words = words(command)
    made = strdup(words).map { ($0, words.utf8.count) }
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
      if let made = CrashMessage.made { write(STDERR_FILENO, made.start, made.count) }
      raise(number)
    }
    sigaction(number, &action, nil)
  }
}
