import Testing

@testable import Dify
@testable import RunModel

/// Streams of each kind of graph: what is read of them is what their script says, to the millisecond.
@Suite struct ScriptedGraphTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var script: String
    var close: Int64
    /// Each execution in the order of its end: node, from, to, its part of the critical path.
    var nodes: [(String, Int64?, Int64?, Int64)]
    var parts: [TimePart: Int64]
    var retries: [String: Int] = [:]
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(
      name: "a chain with gaps",
      script: "5 start\n7 + code a\n20 - a\n26 + http-request b\n90 - b\n93 end 0.088",
      close: 100, nodes: [("a", 7, 20, 13), ("b", 26, 90, 64)],
      parts: [.headers: 5, .nodes: 77, .gaps: 11, .persistence: 7]),
    Case(
      name: "branches side by side, one of two nodes",
      script:
        "5 start\n5 + code a\n10 - a\n10 + tool left\n11 + tool right\n30 - left\n32 + code after\n60 - after\n75 - right\n76 + end z\n78 - z\n78 end 0.073",
      close: 80,
      nodes: [
        ("a", 5, 10, 5), ("left", 10, 30, 0), ("after", 32, 60, 0), ("right", 11, 75, 64), ("z", 76, 78, 2),
      ], parts: [.headers: 5, .nodes: 72, .gaps: 1, .persistence: 2]),
    Case(
      name: "an iteration, round by round",
      script:
        "5 start\n5 + code a\n10 - a\n10 [ iteration each\n11 > each 0\n12 + code each/x#0\n20 - each/x#0\n21 > each 1\n22 + code each/x#1\n45 - each/x#1\n46 ] each\n50 end 0.045",
      close: 50,
      nodes: [("a", 5, 10, 5), ("x", 12, 20, 8), ("x", 22, 45, 23), ("each", 10, 46, 5)],
      parts: [.headers: 5, .nodes: 41, .gaps: 4]),
    Case(
      name: "an iteration whose rounds run at once",
      script:
        "5 start\n5 [ iteration each\n5 > each 0\n6 + code each/x#0\n6 + code each/x#1\n7 + code each/x#2\n20 - each/x#1\n31 - each/x#0\n55 - each/x#2\n56 ] each\n56 end 0.051",
      close: 60,
      nodes: [("x", 6, 20, 0), ("x", 6, 31, 0), ("x", 7, 55, 48), ("each", 5, 56, 3)],
      parts: [.headers: 5, .nodes: 51, .persistence: 4]),
    Case(
      name: "a loop with a branch and its end in each round",
      script:
        "5 start\n5 [ loop over\n5 + loop-start over/s#0\n6 - over/s#0\n6 + if-else over/i#0\n8 - over/i#0\n8 > over 1\n8 + if-else over/i#1\n9 - over/i#1\n9 + loop-end over/e#1\n12 - over/e#1\n14 ] over\n14 + end z\n15 - z\n16 end 0.011",
      close: 16,
      nodes: [
        ("s", 5, 6, 1), ("i", 6, 8, 2), ("i", 8, 9, 1), ("e", 9, 12, 3), ("over", 5, 14, 2), ("z", 14, 15, 1),
      ], parts: [.headers: 5, .nodes: 10, .gaps: 1]),
    Case(
      name: "a node that is tried three times",
      script: "5 start\n5 + tool a\n25 ~ a\n60 ~ a\n90 - a\n92 end 0.087",
      close: 92, nodes: [("a", 5, 90, 85)], parts: [.headers: 5, .nodes: 85, .gaps: 2], retries: ["a": 2]),
    Case(
      name: "a node that is tried again inside an iteration, and one that is handled",
      script:
        "5 start\n5 [ iteration each\n5 + tool each/x#0\n15 ~ each/x#0\n40 - each/x#0\n40 + tool each/x#1\n55 - each/x#1 exception\n56 ] each\n56 end 0.051",
      close: 56, nodes: [("x", 5, 40, 35), ("x", 40, 55, 15), ("each", 5, 56, 1)],
      parts: [.headers: 5, .nodes: 51], retries: ["x": 1]),
    Case(
      name: "two models side by side, told apart by their texts",
      script:
        "5 start\n5 + llm m\n5 + llm n\n30 \" n\n50 \" m\n60 \" n\n61 - n\n90 \" m\n95 - m\n96 end 0.091",
      close: 96, nodes: [("n", 5, 61, 0), ("m", 5, 95, 90)],
      parts: [.headers: 5, .modelFirstToken: 25, .modelGeneration: 60, .afterText: 6]),
    Case(
      name: "a loop in a round of an iteration",
      script:
        "5 start\n5 [ iteration each\n6 [ loop each/over#0\n7 + code over/x#0\n9 - over/x#0\n10 ] each/over#0\n12 ] each\n12 end 0.007",
      close: 12, nodes: [("x", 7, 9, 2), ("over", 6, 10, 2), ("each", 5, 12, 3)],
      parts: [.headers: 5, .nodes: 7]),
    Case(
      name: "events that are delivered twice, and a start after its end",
      script:
        "5 start\n5 + code a\n8 + code a\n20 - a\n21 + code a\n21 - a\n30 - b\n31 + code b\n35 end 0.030",
      close: 35,
      nodes: [("a", 5, 20, 15), ("b", nil, 30, 1)], parts: [.headers: 5, .nodes: 16, .gaps: 14]),
    Case(
      name: "the same container twice",
      script:
        "5 start\n5 [ loop over\n9 ] over\n9 ] over\n10 [ loop over\n30 ] over\n30 end 0.025", close: 30,
      nodes: [("over", 5, 9, 4), ("over", 10, 30, 20)], parts: [.headers: 5, .nodes: 24, .gaps: 1]),
    Case(
      name: "a run that waits for a person",
      script: "5 start\n5 + code a\n20 - a\n20 + human-input ask\n21 person\n22 paused", close: 24,
      nodes: [("a", 5, 20, 15), ("ask", 20, nil, 4)], parts: [.headers: 5, .nodes: 17, .persistence: 2]),
    Case(
      name: "a run that was cut within a round",
      script: "5 start\n5 [ iteration each\n6 + code each/x#0\n10 - each/x#0\n10 + code each/x#1", close: 50,
      nodes: [("x", 6, 10, 4), ("x", 10, nil, 40), ("each", 5, nil, 1)], parts: [.headers: 5, .nodes: 45]),
  ]

  private func milliseconds(_ instant: RunInstant?) -> Int64? { instant.map { $0.nanoseconds / 1_000_000 } }

  @Test(arguments: cases) func isReadAsItsScriptSays(expected: Case) throws {
    var script = GraphScript(expected.script)
    let exchange = try script.exchange(close: expected.close)
    let end = RunInstant(nanoseconds: expected.close * 1_000_000)
    let path = CriticalPath(exchange.nodes, end: end).shares
    let read = zip(exchange.nodes, path).map {
      "\($0.nodeID) \(milliseconds($0.startedAt) ?? -1)-\(milliseconds($0.finishedAt) ?? -1) \($1 / 1_000_000)"
    }
    #expect(read == expected.nodes.map { "\($0) \($1 ?? -1)-\($2 ?? -1) \($3)" })
    #expect(path.allSatisfy { $0 % 1_000_000 == 0 })
    let parts = ExchangeClock(exchange, send: .zero, close: end).parts
    var found: [TimePart: Int64] = [:]
    parts.forEach { found[$0] = $1 / 1_000_000 }
    #expect(found == expected.parts && parts.total == end.nanoseconds)
    let retries = exchange.nodes.filter { $0.retries > 0 }.map { ($0.nodeID, $0.retries) }
    #expect(Dictionary(retries, uniquingKeysWith: +) == expected.retries)
    #expect(exchange.anomalies == nil)
  }

  /// Between any two of them, whatever they are.
  @Test(
    arguments: [
      ("5 start\n11000 ping\n22000 ping\n33000 end 33", nil), ("5 start\n12005 end 12", 1),
      ("5 start\n12004 end 12", nil), ("5 ping\n20000 start\n40000 ping\n40001 end 20", 2),
    ] as [(String, Int?)]) func silencesAreCounted(text: String, count: Int?) throws
  {
    var script = GraphScript(text)
    #expect(try script.exchange(close: 50_000).anomalies?[.silence] == count)
  }

  @Test(
    arguments: [("5 + code a\n9 end 0.004", 1), ("5 start\n9 end 0.004", nil), ("5 + code a\n9 - a", nil)]
      as [(String, Int?)])
  func aBeginningThatWasLostIsCounted(text: String, count: Int?) throws {
    var script = GraphScript(text)
    #expect(try script.exchange(close: 10).anomalies?[.lostStart] == count)
  }
}
