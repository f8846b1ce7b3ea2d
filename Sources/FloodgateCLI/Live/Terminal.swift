import Glibc
import Report
import RunModel
import Synchronization
import SystemPackage

/// The standard streams, as far as the program cares.
enum Terminal {
  /// Whether standard error is a terminal that understands cursor movement.
  static var isInteractive: Bool {
    guard isatty(STDERR_FILENO) == 1 else { return false }
    return environment("TERM") != "dumb" && environment("TERM") != nil
  }

  /// Whether colour is wanted: not when NO_COLOR is set (no-color.org).
  static var usesColour: Bool { isInteractive && (environment("NO_COLOR") ?? "").isEmpty }

  /// Columns of the terminal at this moment; 80 when it does not say.
  static var width: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Writes to standard error, whole, retrying when interrupted.
  static func write(_ text: String) { write(text, to: .standardError) }

  /// Writes to standard output. What is lost on the way is not lost silently: see ``lostOutput``.
  static func print(_ text: String) { write(text + "\n", to: .standardOutput) }

  /// Writes to standard output as it is, without a line's end.
  static func printPart(_ text: String) { write(text, to: .standardOutput) }

  /// Writes a value to standard output, as one line of JSON.
  static func print(_ value: JSONValue) {
    print(value.canonicalText)
  }

  private static func write(_ text: String, to descriptor: FileDescriptor) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      do {
        rest = rest.dropFirst(try unsafe rest.withUnsafeBytes { try unsafe descriptor.write($0) })
      } catch Errno.wouldBlock {
        continue
      } catch {
        if descriptor == .standardOutput { lost.withLock { $0 = error as? Errno } }
        return
      }
    }
  }

  private static let lost = Mutex<Errno?>(nil)

  /// What to say of output that was lost; `nil` when none was, or when who read it has had enough (`| head`).
  static var lostOutput: String? {
    guard let error = lost.withLock(\.self), error != .brokenPipe else { return nil }
    return "standard output: \(error.reason); what was printed is not whole"
  }

  private static func environment(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }
}
