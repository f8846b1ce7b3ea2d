import RunModel

/// One task that was done by itself, to be looked at.
public struct AskedTask: Sendable {
  /// What was asked.
  public let testCase: TestCase
  /// Where it went.
  public let target: TargetFacts
  /// What came of it, with its one attempt, its exchanges and its expectations.
  public let result: TaskResult
  /// The app's traps, and what of the scenario was left out.
  public let notes: [String]

  /// The one attempt.
  public var attempt: AttemptRecord? { result.attempts.last }
}
