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
  /// Its number in the order of starts; `nil` before it began.
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
  func result(
    status: TaskStatus, finished: RunInstant, completionIndex: Int, failure: FailureClass? = nil,
    message: String? = nil, cancelReason: StopReason? = nil, output: TaskOutput? = nil
  ) -> TaskResult {
    TaskResult(
      index: index, completionIndex: completionIndex, taskID: id, caseID: testCase.id,
      workflowID: testCase.workflowID, scenario: testCase.scenario, dataset: testCase.dataset,
      variant: testCase.variant, tags: testCase.tags, parameters: testCase.parameters, status: status,
      failure: failure, errorMessage: message, cancelReason: cancelReason, intendedStart: intendedStart,
      finished: finished, attempts: attempts, outputs: output?.outputs ?? .null,
      expectations: output?.expectations ?? [], isWarmUp: isWarmUp)
  }
}
