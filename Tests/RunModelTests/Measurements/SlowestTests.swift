import Testing

@testable import RunModel

/// The attempts that a report keeps to show where their time went.
@Suite struct SlowestTests {
  private static func result(
    _ index: Int, start: Int64 = 0, took milliseconds: Int64, nodes: [NodeSpan] = []
  ) -> TaskResult {
    let start = RunInstant(nanoseconds: start * 1_000_000)
    let end = start + .milliseconds(milliseconds)
    var exchange = ExchangeRecord()
    (exchange.send, exchange.close, exchange.nodes) = (start, end, nodes)
    let attempt = AttemptRecord(
      number: 1, intendedStart: start, admitted: start, granted: start, start: start, end: end,
      status: .succeeded, exchanges: [exchange])
    return TaskResult(
      index: index, taskID: "t\(index)", caseID: "c", workflowID: "w", scenario: "s", status: .succeeded,
      intendedStart: start, finished: end, attempts: [attempt])
  }

  private static func measured(_ results: [TaskResult]) -> RunMeasurements {
    results.reduce(into: RunMeasurements()) { $0.record($1) }
  }

  @Test("Twenty are kept, the slowest first, and three of them in full")
  func limits() {
    let found = Self.measured((0..<25).map { Self.result($0, start: Int64($0), took: 100 + Int64($0)) })
    #expect(found.slowest.map(\.taskID) == (5..<25).reversed().map { "t\($0)" })
    #expect(found.slowTasks.map(\.sample.taskID) == ["t24", "t23", "t22"])
    #expect(Self.measured([Self.result(0, took: 5)]).slowest.count == 1)
  }

  @Test("Of those that took as long, the one that began first comes first")
  func ties() {
    let found = Self.measured([Self.result(0, start: 9, took: 50), Self.result(1, start: 3, took: 50)])
    #expect(found.slowest.map(\.taskID) == ["t1", "t0"])
  }

  @Test("Of many nodes the forty longest are kept, and the others counted")
  func nodes() throws {
    let nodes = (0..<45).map {
      NodeSpan(
        nodeID: "\($0)", type: "code", title: "n\($0)", status: "succeeded",
        elapsed: .milliseconds($0 + 1), startedAt: RunInstant(nanoseconds: Int64($0) * 1_000_000))
    }
    let slow = try #require(Self.measured([Self.result(0, took: 200, nodes: nodes)]).slowTasks.first)
    #expect(slow.nodes.map(\.name) == (5..<45).map { "n\($0) (code)" } && slow.leftOut == 5)
    let few = Self.measured([Self.result(0, took: 200, nodes: Array(nodes.prefix(40)))]).slowTasks.first
    #expect(few?.nodes.count == 40 && few?.leftOut == 0)
  }
}
