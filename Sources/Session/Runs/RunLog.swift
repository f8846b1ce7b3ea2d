import FoundationEssentials
import Glibc
import LoadEngine
import RunModel

/// A run's log on disk, a line each: when (UTC), how grave, what it is about, what happened. Lines that cannot be written
/// are left out: a log never ends a run.
final class RunLog: Sendable {
  private let descriptor: Int32

  /// Appends to the file; `nil` when it cannot be opened.
  init?(_ path: String) {
    descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
    if descriptor < 0 { return nil }
  }

  deinit { close(descriptor) }

  /// Lines of at least that level.
  func logger(_ level: RunLogger.Level) -> RunLogger {
    RunLogger(level: level) { [self] level, component, text in write(level, component, text) }
  }

  private func write(_ level: RunLogger.Level, _ component: String, _ text: String) {
    let line = Array(
      "\(Self.now) \(Self.padded("\(level)")) \(Self.padded(component)) \(text.withoutControls)\n".utf8)
    _ = unsafe line.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
  }

  private static var now: String {
    Date().formatted(
      .iso8601.time(includingFractionalSeconds: true).year().month().day().timeZone(separator: .omitted))
  }

  private static func padded(_ word: String) -> String {
    word + String(repeating: " ", count: max(0, 7 - word.count))
  }
}
