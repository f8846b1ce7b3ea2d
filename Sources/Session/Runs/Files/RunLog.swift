import FoundationEssentials
import LoadEngine
import Report
import RunModel
import SystemPackage

/// A run's log on disk, a line each: when (UTC), how grave, what it is about, what happened. Lines that cannot be written
/// are left out: a log never ends a run.
final class RunLog: Sendable {
  private let file: OpenFile

  /// Appends to the file; `nil` when it cannot be opened.
  init?(_ path: String) {
    guard let file = try? OpenFile(path, .writeOnly, [.append, .create]) else { return nil }
    self.file = file
  }

  /// Lines of at least that level.
  func logger(_ level: RunLogger.Level) -> RunLogger {
    RunLogger(level: level) { [self] level, component, text in write(level, component, text) }
  }

  private func write(_ level: RunLogger.Level, _ component: String, _ text: String) {
    let line = Array(
      "\(Self.now) \(Self.padded("\(level)")) \(Self.padded(component)) \(text.withoutControls)\n".utf8)
    try? file.write(line)
  }

  private static var now: String {
    Date().formatted(
      .iso8601.time(includingFractionalSeconds: true).year().month().day().timeZone(separator: .omitted))
  }

  private static func padded(_ word: String) -> String {
    word + String(repeating: " ", count: max(0, 7 - word.count))
  }
}
