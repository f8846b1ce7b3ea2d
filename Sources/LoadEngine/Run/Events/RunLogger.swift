/// Where a run's log lines go. Lines hold ids and classes, never keys.
public struct RunLogger: Sendable {
  /// How much a line matters.
  public enum Level: Int, Sendable, Comparable, CaseIterable {
    /// For looking into a single task.
    case debug
    /// What happens.
    case info
    /// What should be looked at.
    case warning
    /// What broke.
    case error

    /// Less important is less.
    public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  /// Lines below this level are not made.
  public var level: Level
  private let write: @Sendable (Level, String, String) -> Void

  /// A logger that hands each line of at least `level` to `write`, with what it is about: `run`, `window`, `attempt`,
  /// `retry`, `task`, `stop`, or `work` for what a work function says. `write` is called on the run's thread and must
  /// not block it. With swift-log: `{ level, component, text in logger.log(level: ..., "\(text)", metadata: ...) }`.
  public init(
    level: Level, write: @escaping @Sendable (_ level: Level, _ component: String, _ text: String) -> Void
  ) {
    self.level = level
    self.write = write
  }

  /// Writes nothing.
  public static let silent = RunLogger(level: .error) { _, _, _ in }

  /// Writes a line, if its level is high enough; the text is not made otherwise.
  public func log(_ level: Level, _ component: String, _ text: @autoclosure () -> String) {
    if level >= self.level { write(level, component, text()) }
  }
}
