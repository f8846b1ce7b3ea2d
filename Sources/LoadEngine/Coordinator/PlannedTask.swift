import RunModel

/// A task on its way to its result. Confined to the run's loop.
final class PlannedTask: @unchecked Sendable {
  let index: Int
  let id: String
  let testCase: TestCase
  /// Whether the plan has it in its warm-up.
  let isWarmUp: Bool
  /// Whether it is a case of the load, and none of what comes once before or after it.
  let isOfLoad: Bool
  var intendedStart: RunInstant
  /// Its number in the order of starts, for limits; `nil` before it began.
  var startNumber: Int?
  var attempts: [AttemptRecord] = []
  var lastPause: Duration?
  private var machine = TaskMachine()

  init(
    index: Int, id: String, testCase: TestCase, intendedStart: RunInstant, isWarmUp: Bool,
    isOfLoad: Bool = true
  ) {
    self.index = index
    self.id = id
    self.testCase = testCase
    self.intendedStart = intendedStart
    self.isWarmUp = isWarmUp
    self.isOfLoad = isOfLoad
  }

  /// Moves on in its life. A move that cannot be is a mistake of the coordinator.
  func move(_ event: TaskMachine.Event) {
    let isLegal = machine.apply(event)
    assert(isLegal, "\(id): \(event) in \(machine.state)")
  }

  /// Its result.
  func result(_ outcome: TaskOutput, at end: RunInstant, completionIndex: Int, stopped: StopReason?)
    -> TaskResult
  {
    var result = result(outcome.status, at: end, completionIndex: completionIndex)
    (result.failure, result.errorMessage) = (outcome.failure, outcome.message)
    result.cancelReason = outcome.status == .cancelled ? stopped : nil
    (result.outputs, result.expectations) = (outcome.outputs, outcome.expectations)
    return result
  }

  /// The result of a task whose next attempt will not come.
  func cancelled(_ message: String, at end: RunInstant, completionIndex: Int, stopped: StopReason?)
    -> TaskResult
  {
    var result = result(.cancelled, at: end, completionIndex: completionIndex)
    (result.errorMessage, result.cancelReason) = (message, stopped)
    return result
  }

  private func result(_ status: TaskStatus, at end: RunInstant, completionIndex: Int) -> TaskResult {
    TaskResult(
      index: index, completionIndex: completionIndex, taskID: id, caseID: testCase.id,
      workflowID: testCase.workflowID, scenario: testCase.scenario, dataset: testCase.dataset,
      variant: testCase.variant, tags: testCase.tags, parameters: testCase.parameters, status: status,
      intendedStart: intendedStart, finished: end, attempts: attempts, isWarmUp: isWarmUp)
  }
}
