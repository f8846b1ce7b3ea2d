import RunModel

/// One attempt of a task, from its admission to its record. Confined to the run's loop.
final class Attempt: @unchecked Sendable {
  let task: PlannedTask
  let number: Int
  var intendedStart: RunInstant
  let admitted: RunInstant
  var granted: RunInstant
  var start: RunInstant
  var deadline: RunInstant?
  /// When it was cut: at its deadline, or when the run was aborted.
  var cut: (at: RunInstant, status: TaskStatus)?
  /// Its record is made: what the work still returns comes too late.
  var isConcluded = false

  init(_ task: PlannedTask, number: Int, intendedStart: RunInstant, admitted: RunInstant) {
    self.task = task
    self.number = number
    self.intendedStart = intendedStart
    self.admitted = admitted
    granted = admitted
    start = admitted
  }

  /// Whether its deadline no longer matters.
  var isOver: Bool { isConcluded || cut != nil }

  /// What is known of it at its end.
  func record(_ outcome: TaskOutput, at end: RunInstant, leaked: Bool) -> AttemptRecord {
    AttemptRecord(
      number: number, intendedStart: intendedStart, admitted: admitted, granted: granted, start: start,
      end: end, status: outcome.status, failure: outcome.failure, message: outcome.message,
      exchanges: outcome.exchanges, leaked: leaked)
  }
}
