import RunModel

/// Made-up results.
enum SampleTask {
  /// One that began at so many seconds and took half a second.
  static func result(_ index: Int, at second: Double, status: TaskStatus = .succeeded) -> TaskResult {
    let start = RunInstant(nanoseconds: Int64(second * 1e9))
    let end = start + .milliseconds(500 + index % 50)
    var exchange = ExchangeRecord()
    (exchange.send, exchange.firstByte, exchange.firstText) = (
      start, start + .milliseconds(10), start + .milliseconds(100)
    )
    (exchange.close, exchange.httpStatus) = (end, 200)
    exchange.nodes = ["Start", "LLM"].map {
      NodeSpan(
        nodeID: $0, type: "llm", title: $0, status: "succeeded", elapsed: .milliseconds(200), startedAt: start
      )
    }
    let failure: FailureClass? = status.isSuccess ? nil : .gateway
    let attempt = AttemptRecord(
      number: 1, intendedStart: start, admitted: start, granted: start, start: start, end: end,
      status: status,
      failure: failure, exchanges: [exchange])
    return TaskResult(
      index: index, taskID: "task-\(index)", caseID: "case-\(index % 40)", workflowID: "app",
      scenario: "chat",
      status: status, failure: failure, intendedStart: start, finished: end, attempts: [attempt])
  }
}
