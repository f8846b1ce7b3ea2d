import Testing

@testable import RunModel

@Suite struct RunStatisticsTests {
  private func result(_ status: TaskStatus, attempts: Int = 1) -> TaskResult {
    let attempt = AttemptRecord(
      number: 1, intendedStart: .zero, admitted: .zero, granted: .zero, start: .zero,
      end: RunInstant(nanoseconds: 5_000_000_000), status: status)
    return TaskResult(
      index: 0, taskID: "t", caseID: "c", workflowID: "w", scenario: "s", status: status,
      attempts: Array(repeating: attempt, count: attempts))
  }

  @Test func ofNothingThereIsNoRate() {
    #expect(RunStatistics().successRate == nil)
    #expect(RunStatistics([result(.cancelled)]).completedSuccessRate == nil)
  }

  @Test func countsPartitionTheTotal() {
    let all: [TaskStatus] = [.succeeded, .succeeded, .failed, .timeout, .error, .cancelled]
    let statistics = RunStatistics(all.map { result($0) })
    #expect(statistics.total == 6)
    #expect(statistics.completed == 5)
    #expect(statistics.successRate == 2.0 / 6)
    #expect(statistics.completedSuccessRate == 2.0 / 5)
    #expect(TaskStatus.allCases.map(statistics.count(of:)).reduce(0, +) == 6)
  }

  @Test func countsRetriesAndRecoveries() {
    let statistics = RunStatistics([2, 3, 4].map { result(.succeeded, attempts: $0) })
    #expect(statistics.retries == 6)
    #expect(statistics.recoveredByRetry == 3)
    #expect(statistics.averageExecutionTime == .seconds(5))
  }

  @Test func mergesLikeOneRun() {
    let left = [result(.succeeded), result(.failed, attempts: 3)]
    let right = [result(.error), result(.timeout), result(.cancelled)]
    var merged = RunStatistics(left)
    merged.merge(RunStatistics(right))
    #expect(merged == RunStatistics(left + right))
  }

  @Test func executionsOfANodeAreCountedByTheirStatus() {
    var statistics = RunStatistics()
    for status in ["succeeded", "exception", "succeeded"] {
      var node = NodeSpan(
        nodeID: "m", type: "llm", title: "M", status: status, elapsed: .seconds(1), totalTokens: 14,
        price: Price(units: 3))
      node.retries = 2
      statistics.add(node)
    }
    #expect(statistics.total == 3 && statistics.succeeded == 2 && statistics.failed == 1)
    #expect(statistics.tokens.total == 42 && statistics.cost == Price(units: 9) && statistics.retries == 6)
  }
}
