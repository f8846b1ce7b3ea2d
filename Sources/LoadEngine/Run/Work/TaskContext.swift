import Reactor
import RunModel

/// A function that does one attempt of a task.
///
/// What it returns is the outcome, read from the content; what it throws is mapped: ``TaskError`` by its case,
/// `CancellationError` to cancelled, anything else to error.
public typealias TaskWork = @Sendable (TaskContext) async throws -> TaskOutput

/// What a work function knows about the attempt that it is to do.
public struct TaskContext: Sendable {
  /// The case to do, with the values of environment variables that it calls by name.
  public var testCase: TestCase { revealed?.testCase ?? task.testCase }
  /// The app or workflow.
  public var workflowID: String { testCase.workflowID }
  /// The case's parameters.
  public var parameters: [String: JSONValue] { testCase.parameters }
  /// The task's id, unique in the run.
  public var taskID: String { task.id }
  /// The run's id.
  public var runID: String { scope.runID }
  /// 1 for the first attempt.
  public let attempt: Int
  /// When the plan wanted the attempt to start.
  public let intendedStart: RunInstant
  /// When the attempt will be ended; `nil` without a limit.
  public let deadline: RunInstant?
  /// The virtual user that does it, from 0.
  public let user: Int

  /// Which task it is, while it is under way.
  package var identity: ObjectIdentifier { ObjectIdentifier(task) }

  /// Position of the task in the run's order of cases, from 0.
  package var index: Int { task.index }

  /// Whether it is a case of the load: `setup` and `teardown` count from 0 too.
  package var isOfLoad: Bool { task.isOfLoad }

  /// Whether its case is one question without files, as nearly all are.
  package var asksOnce: Bool { task.testCase.turns.isEmpty && task.testCase.files.isEmpty }

  /// Tells what the task waits for that it was cut. A task cannot be cancelled otherwise.
  package let signal: AbortSignal

  let task: PlannedTask
  /// The case, when it calls anything by name. A reference, since a context lives as long as its work waits.
  let revealed: RevealedCase?
  package let scope: RunScope

  /// The run's clock.
  public var now: RunInstant { scope.now }
  /// Time until the deadline; `nil` without a limit.
  public var remaining: Duration? { deadline.map { $0 - now } }
  /// Whether the attempt's time is over.
  public var isPastDeadline: Bool { deadline.map { now >= $0 } ?? false }
  /// Whether the attempt was cancelled: by its deadline, or because the run was stopped.
  public var isCancelled: Bool { Task.isCancelled }

  /// Throws `CancellationError` when the attempt was cancelled.
  public func checkCancellation() throws { try Task.checkCancellation() }

  /// Waits on the run's clock, which may be virtual. Throws `CancellationError` as soon as it is cancelled.
  public func sleep(for duration: Duration) async throws {
    try await scope.sleep(until: now + duration)
  }

  /// Writes a log line that names the case, the task and the attempt.
  public func log(_ level: RunLogger.Level, _ text: @autoclosure () -> String) {
    scope.logger.log(level, "work", "case \(testCase.id) \(taskID) attempt \(attempt): \(text())")
  }
}

/// A case with the values of the environment variables that it calls by name.
final class RevealedCase: Sendable {
  let testCase: TestCase

  /// `nil` when it calls none.
  init?(of task: PlannedTask, _ secrets: Secrets) {
    guard secrets.hasVariables else { return nil }
    testCase = secrets.reveal(task.testCase)
  }
}
