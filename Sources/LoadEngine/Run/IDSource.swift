import RunModel

/// Where ids come from. Runs and tasks have sources of their own.
public struct IDSource: Sendable {
  /// A new id for a run.
  package var run: @Sendable () -> String
  /// The id of the task at an index (0 for the first); unique in a run.
  package var task: @Sendable (Int) -> String

  /// Ids of your own.
  public init(run: @escaping @Sendable () -> String, task: @escaping @Sendable (Int) -> String) {
    self.run = run
    self.task = task
  }

  /// Random runs, and tasks counted from `task-1`.
  public static let standard = IDSource(run: { randomID() }, task: { "task-\($0 + 1)" })

  /// Runs counted from `run-1`, the same each time: for tests.
  public static let fixed = IDSource(run: { "run-1" }, task: { "task-\($0 + 1)" })

  /// 16 hexadecimal digits.
  private static func randomID() -> String {
    UInt64.random(in: .min ... .max).hexadecimal
  }
}
