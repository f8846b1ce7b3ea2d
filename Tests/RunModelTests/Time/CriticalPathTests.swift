import Testing

@testable import RunModel

/// Scripted graphs: which nodes made the run as long as it was, to the millisecond.
@Suite struct CriticalPathTests {
  /// Name, beginning and end in milliseconds, what it ran in, the node before it.
  private static func node(
    _ name: String, _ start: Int64, _ end: Int64, in container: String? = nil, after: String? = nil,
    type: String = "code"
  ) -> NodeSpan {
    var node = NodeSpan(
      nodeID: name, type: type, title: name, status: "succeeded", elapsed: .milliseconds(end - start),
      startedAt: RunInstant(nanoseconds: start * 1_000_000), isNested: container != nil)
    node.finishedAt = RunInstant(nanoseconds: end * 1_000_000)
    (node.container, node.predecessor) = (container, after)
    return node
  }

  /// Nodes in the order of their ends; what each holds of the path.
  static let graphs: [(String, [NodeSpan], [Int64])] = [
    ("a chain", [node("a", 0, 10), node("b", 12, 40), node("c", 40, 45)], [10, 28, 5]),
    (
      "parallel branches: the longer one",
      [node("a", 0, 10), node("short", 10, 30), node("long", 11, 90), node("end", 91, 95)], [10, 0, 79, 4]
    ),
    (
      "branches of two nodes",
      [
        node("a", 0, 10), node("b1", 10, 60), node("c1", 10, 70), node("c2", 71, 100), node("b2", 61, 120),
        node("end", 121, 122),
      ], [10, 50, 0, 0, 59, 1]
    ),
    (
      "two that ended at the same instant: the stated predecessor",
      [node("a", 0, 50), node("b", 20, 50), node("c", 50, 80, after: "a")], [50, 0, 30]
    ),
    (
      "an iteration: its rounds, and what is its own",
      [
        node("a", 0, 10), node("x", 12, 30, in: "each"), node("x", 32, 60, in: "each"),
        node("each", 10, 62, type: "iteration"), node("end", 63, 64),
      ], [10, 18, 28, 6, 1]
    ),
    (
      "rounds at once",
      [
        node("x", 0, 30, in: "each"), node("x", 0, 55, in: "each"), node("x", 0, 40, in: "each"),
        node("each", 0, 56, type: "iteration"),
      ].sortedByEnd, [0, 0, 55, 1]
    ),
    (
      "a loop in an iteration",
      [
        node("x", 5, 20, in: "loop"), node("x", 20, 40, in: "loop"),
        node("loop", 3, 41, in: "each", type: "loop"), node("each", 0, 50, type: "iteration"),
      ], [15, 20, 3, 12]
    ),
    ("a container that is not told", [node("x", 5, 20, in: "lost"), node("end", 20, 25)], [15, 5]),
    ("nothing", [], []),
  ]

  @Test(arguments: graphs) func itIsThePathFromTheEndBack(name: String, nodes: [NodeSpan], expected: [Int64])
  {
    let shares = CriticalPath(nodes, end: .zero).shares.map { $0 / 1_000_000 }
    #expect(shares == expected, "\(name)")
  }

  @Test func whatWasCutIsThePathsEnd() {
    var open = Self.node("slow", 10, 10)
    (open.status, open.finishedAt) = (NodeSpan.unfinished, nil)
    let path = CriticalPath([Self.node("a", 0, 9), open], end: RunInstant(nanoseconds: 500_000_000))
    #expect(path.shares == [9_000_000, 490_000_000])
  }

  /// Places are by name: whichever shard had a node first.
  @Test func tablesOfShardsAreOneTable() {
    func measured(_ names: [[String]]) -> RunMeasurements {
      var measurements = RunMeasurements()
      for (index, names) in names.enumerated() {
        var exchange = ExchangeRecord()
        (exchange.send, exchange.firstByte, exchange.firstEvent) = (.zero, .zero, .zero)
        exchange.nodes = names.enumerated().map { Self.node($1, Int64($0) * 10, Int64($0) * 10 + 10) }
        let end = RunInstant(nanoseconds: Int64(names.count) * 10_000_000)
        exchange.close = end
        let attempt = AttemptRecord(
          number: 1, intendedStart: .zero, admitted: .zero, granted: .zero, start: .zero, end: end,
          status: .succeeded, exchanges: [exchange])
        measurements.record(
          TaskResult(
            index: index, taskID: "\(index)", caseID: "c", workflowID: "w", scenario: "s", status: .succeeded,
            finished: end, attempts: [attempt]))
      }
      return measurements
    }
    let (first, second) = ([["d", "b"], ["b"]], [["c"], ["a", "d", "e"]])
    let whole = measured(first + second)
    var (one, other) = (measured(first), measured(second))
    one.merge(measured(second))
    other.merge(measured(first))
    #expect(one.time == whole.time && other.time == whole.time)
    #expect(one.windows == whole.windows && other.windows == whole.windows)
    #expect(whole.time.nodes.rows.map(\.name) == ["a", "b", "c", "d", "e"].map { "\($0) (code)" })
    #expect(whole.windows.windows[0].nodeTime == [10, 20, 10, 20, 10].map { $0 * 1_000_000 })
    let many = measured([(0..<100).map { "n\($0)" }])
    #expect(many.time.nodes.rows.count == NodeTable.limit)
  }
}

extension [NodeSpan] {
  fileprivate var sortedByEnd: [NodeSpan] { sorted { ($0.finishedAt ?? .zero) < ($1.finishedAt ?? .zero) } }
}
