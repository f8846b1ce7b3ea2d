import RunModel

/// What the lines of a task say of it: each attempt's line says all of it.
extension TaskResult {
  /// What it is; at the beginning of a line.
  mutating func codeHead(_ line: inout some LineCoder) {
    line.text("case", caseID) { caseID = $0 }
    line.number("index", required: true, Int64(index)) { index = Int($0) }
    line.text("task", taskID) { taskID = $0 }
    line.text("scenario", scenario) { scenario = $0 }
    line.text("variant", variant) { variant = $0 }
    line.word("task_status", status) { status = $0 }
    line.text("cancel_reason", cancelReason?.label) { cancelReason = StopReason(label: $0) }
  }

  /// Of a task that never began, in place of an attempt.
  mutating func codeUnbegun(_ line: inout some LineCoder) {
    line.number("attempt", 0) { _ in }
    line.text("message", errorMessage) { errorMessage = $0 }
    line.number("intended_ns", intendedStart.nanoseconds) { intendedStart = RunInstant(nanoseconds: $0) }
    line.number("end_ns", finished.nanoseconds) { finished = RunInstant(nanoseconds: $0) }
  }

  /// What was asked and answered; at the end of a line.
  mutating func codeTail(_ line: inout some LineCoder) {
    line.texts("tags", tags) { tags = $0 }
    line.members("parameters", parameters) { parameters = $0 }
    line.list("expectations", limit: 1000, expectations) { expectations = $0 }
    // Answers are many and large: they are not read back.
    line.figure("outputs", required: false) {
      outputs == .null ? nil : outputs
    } _: { _ in
    } write: {
      $1.write($0)
    } parse: {
      $0
    }
  }

  /// Without any figure. Lines do not name the app.
  static var empty: TaskResult {
    TaskResult(index: 0, taskID: "", caseID: "", workflowID: "app", scenario: "default", status: .error)
  }
}

extension ExpectationResult: LineRecord {
  init() { self.init(expectation: "", holds: false) }

  mutating func code(_ line: inout some LineCoder) {
    line.text("expect", expectation) { expectation = $0 }
    line.flag("holds", holds) { holds = true }
    line.text("found", found) { found = $0 }
    line.number("score", score) { score = $0 }
  }
}
