import RunModel

/// What the lines of a task say of it: each attempt's line says all of it.
extension TaskResult {
  /// What it is; at the beginning of a line.
  static let headFields = LineFields<TaskResult>([
    .text("case", { $0.caseID }, { $0.caseID = $1 }),
    .number("index", { Int64($0.index) }, { $0.index = Int($1) }).required(),
    .text("task", { $0.taskID }, { $0.taskID = $1 }),
    .text("scenario", { $0.scenario }, { $0.scenario = $1 }),
    .text("variant", { $0.variant }, { $0.variant = $1 }),
    .word("task_status", { $0.status }, { $0.status = $1 }),
    .text("cancel_reason", { $0.cancelReason?.label }, { $0.cancelReason = StopReason(label: $1) }),
  ])

  /// Of a task that never began, in place of an attempt.
  static let unbegunFields = LineFields<TaskResult>([
    .number("attempt", { _ in 0 }, { _, _ in }),
    .text("message", { $0.errorMessage }, { $0.errorMessage = $1 }),
    .number("intended_ns", { $0.intendedStart.nanoseconds }) {
      $0.intendedStart = RunInstant(nanoseconds: $1)
    },
    .number("end_ns", { $0.finished.nanoseconds }) { $0.finished = RunInstant(nanoseconds: $1) },
  ])

  /// What was asked and answered; at the end of a line.
  static let tailFields = LineFields<TaskResult>([
    .members("tags", { $0.tags.mapValues { .string($0) } }, { $0.tags = $1.compactMapValues(\.stringValue) }),
    .members("parameters", { $0.parameters }, { $0.parameters = $1 }),
    .list("expectations", limit: 1000, { $0.expectations }, { $0.expectations = $1 }),
    // Answers are many and large: they are not read back.
    LineField("outputs") {
      $0.outputs == .null ? nil : $0.outputs
    } _: { _, _ in
    } write: {
      $1.write($0)
    } parse: {
      $0
    },
  ])

  /// Without any figure. Lines do not name the app.
  static var empty: TaskResult {
    TaskResult(index: 0, taskID: "", caseID: "", workflowID: "app", scenario: "default", status: .error)
  }
}

extension ExpectationResult: LineRecord {
  init() { self.init(expectation: "", holds: false) }

  static let fields = LineFields<ExpectationResult>([
    .text("expect", { $0.expectation }, { $0.expectation = $1 }),
    .flag("holds", { $0.holds }, { $0.holds = true }),
    .text("found", { $0.found }, { $0.found = $1 }),
  ])
}
