import FoundationEssentials
import Glibc
import Report
import RunModel
import Synchronization
import SystemPackage

/// A program that this one has started, in a process group of its own: a Ctrl-C at the terminal does not reach it.
final class ChildProcess: Sendable {
  /// How a program ended.
  enum End: Sendable, Equatable {
    case exited(Int32)
    case killed(Int32)

    /// Ready to follow "it".
    var words: String {
      switch self {
      case .exited(let code): "ended with exit code \(code)"
      case .killed(let signal): "was killed by signal \(signal)"
      }
    }
  }

  let id: pid_t
  private let state = Mutex<End?>(nil)

  /// Starts a program that is found on the PATH, with this one's environment. What it prints goes to a file.
  /// Throws ``UsageProblem``.
  init(_ arguments: [String], output: String) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // It hears every signal, whatever this program has blocked.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))
    var texts: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for text in texts { free(text) } }
    var id: pid_t = 0
    let code = posix_spawnp(&id, arguments[0], &actions, &attributes, &texts, environ)
    guard code == 0 else {
      throw UsageProblem("\(arguments[0]) cannot be started: \(Errno(rawValue: code).reason)")
    }
    self.id = id
  }

  /// How it ended; `nil` while it goes on.
  func look() -> End? {
    state.withLock { state in
      if let state { return state }
      var status: Int32 = 0
      guard waitpid(id, &status, WNOHANG) == id else { return nil }
      let signal = status & 0x7f
      state = signal == 0 ? .exited((status >> 8) & 0xff) : .killed(signal)
      return state
    }
  }

  /// Sends it a signal, unless it has ended.
  func send(_ signal: Int32) { if look() == nil { kill(id, signal) } }

  /// Runs a short command to its end; what it printed. Throws ``UsageProblem`` when it did not end well.
  static func call(_ arguments: [String]) async throws -> String {
    let output = FileManager.default.temporaryDirectory.appending(path: "floodgate-\(UUID())").path
    defer { unlink(output) }
    let child = try ChildProcess(arguments, output: output)
    var end = child.look()
    while end == nil {
      try? await Task.sleep(for: .milliseconds(20))
      end = child.look()
    }
    let text = String(decoding: (try? ReportFile.readBytes(output, limit: 1 << 20)) ?? [], as: UTF8.self)
    guard end == .exited(0) else {
      throw UsageProblem("\(arguments[0]) \(end?.words ?? "did not end"): \(text.cropped(500))")
    }
    return text
  }
}
