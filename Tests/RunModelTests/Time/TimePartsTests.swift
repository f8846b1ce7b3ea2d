import Testing

@testable import RunModel

/// The parts of attempts that were made up, in milliseconds.
@Suite struct TimePartsTests {
  private static func at(_ milliseconds: Int64) -> RunInstant {
    RunInstant(nanoseconds: milliseconds * 1_000_000)
  }

  private static func stream(_ change: (inout ExchangeRecord) -> Void = { _ in }) -> ExchangeRecord {
    var exchange = ExchangeRecord()
    (exchange.send, exchange.ready, exchange.sent) = (at(30), at(42), at(43))
    (exchange.nameLookup, exchange.tls) = (2_000_000, 7_000_000)
    (exchange.firstByte, exchange.firstEvent, exchange.runStarted) = (at(50), at(80), at(80))
    (exchange.firstText, exchange.lastText) = (at(200), at(300))
    (exchange.terminal, exchange.close) = (at(320), at(350))
    change(&exchange)
    return exchange
  }

  private static func attempt(_ exchanges: [ExchangeRecord], end: Int64 = 351) -> AttemptRecord {
    AttemptRecord(
      number: 1, intendedStart: at(0), admitted: at(10), granted: at(15), start: at(16), end: at(end),
      status: .succeeded, exchanges: exchanges)
  }

  private func milliseconds(_ parts: TimeParts) -> [TimePart: Int64] {
    TimePart.allCases.reduce(into: [:]) { if parts[$1] != 0 { $0[$1] = parts[$1] / 1_000_000 } }
  }

  static func model(_ change: (inout NodeSpan) -> Void = { _ in }) -> NodeSpan {
    var node = NodeSpan(
      nodeID: "m", type: "llm", title: "M", status: "succeeded", elapsed: .milliseconds(210),
      startedAt: at(100))
    (node.finishedAt, node.firstText, node.lastText) = (at(310), at(200), at(300))
    change(&node)
    return node
  }

  static let attempts: [(String, AttemptRecord, [TimePart: Int64])] = [
    (
      "every part of the way there",
      attempt([stream { $0.nodes = [model()] }]),
      [
        .clientWait: 15, .lateness: 15, .dns: 2, .connect: 3, .tls: 7, .requestSent: 1, .headers: 7,
        .started: 30, .gaps: 20, .modelFirstToken: 100, .modelGeneration: 100, .afterText: 20,
        .persistence: 30, .remainder: 1,
      ]
    ),
    (
      "what the model says of itself counts back from its last text",
      attempt([
        stream {
          $0.nodes = [
            model { ($0.modelLatency, $0.modelFirstToken) = (.milliseconds(150), .milliseconds(60)) }
          ]
        }
      ]),
      [
        .clientWait: 15, .lateness: 15, .dns: 2, .connect: 3, .tls: 7, .requestSent: 1, .headers: 7,
        .started: 30, .gaps: 20, .plugin: 50, .modelFirstToken: 60, .modelGeneration: 90, .afterText: 20,
        .persistence: 30, .remainder: 1,
      ]
    ),
    (
      "a server that saw the run shorter: the rest is the way back",
      attempt([stream { ($0.nodes, $0.serverElapsed) = ([model()], .milliseconds(225)) }]),
      [
        .clientWait: 15, .lateness: 15, .dns: 2, .connect: 3, .tls: 7, .requestSent: 1, .headers: 7,
        .started: 30, .gaps: 5, .modelFirstToken: 100, .modelGeneration: 100, .afterText: 20,
        .persistence: 30, .remainder: 16,
      ]
    ),
    (
      "uploads are not lateness",
      attempt([stream { $0.uploads = .milliseconds(9) }]),
      [
        .clientWait: 15, .uploads: 9, .lateness: 6, .dns: 2, .connect: 3, .tls: 7, .requestSent: 1,
        .headers: 7, .started: 30, .gaps: 220, .afterText: 20, .persistence: 30, .remainder: 1,
      ]
    ),
    (
      "cut while it waited for headers",
      attempt([
        stream {
          ($0.firstByte, $0.firstEvent, $0.runStarted, $0.terminal, $0.close) = (nil, nil, nil, nil, at(351))
          ($0.firstText, $0.lastText) = (nil, nil)
        }
      ]),
      [
        .clientWait: 15, .lateness: 15, .dns: 2, .connect: 3, .tls: 7, .requestSent: 1, .headers: 308,
      ]
    ),
    (
      "what comes after the cut counts no more",
      attempt([stream { $0.nodes = [model()] }], end: 150),
      [
        .clientWait: 15, .lateness: 15, .dns: 2, .connect: 3, .tls: 7, .requestSent: 1, .headers: 7,
        .started: 30, .gaps: 20, .modelFirstToken: 50,
      ]
    ),
    (
      "cut while it waited for the connection",
      attempt([
        {
          var exchange = ExchangeRecord()
          (exchange.send, exchange.close) = (at(30), at(351))
          return exchange
        }()
      ]),
      [.clientWait: 15, .lateness: 15, .connect: 321]
    ),
    (
      "a blocking answer: the run is the last of the wait",
      attempt([
        stream {
          ($0.firstEvent, $0.runStarted, $0.terminal, $0.firstByte) = (nil, nil, nil, at(349))
          $0.serverElapsed = .milliseconds(200)
        }
      ]),
      [
        .clientWait: 15, .lateness: 15, .dns: 2, .connect: 3, .tls: 7, .requestSent: 1, .headers: 106,
        .application: 200, .remainder: 2,
      ]
    ),
    (
      "two turns with a pause",
      attempt(
        [
          stream { $0.nodes = [model()] },
          {
            var exchange = ExchangeRecord()
            (exchange.send, exchange.ready, exchange.sent) = (at(400), at(400), at(400))
            (exchange.firstByte, exchange.firstEvent) = (at(410), at(410))
            (exchange.firstText, exchange.lastText) = (at(440), at(470))
            (exchange.terminal, exchange.close) = (at(475), at(480))
            exchange.modelLatency = .milliseconds(50)
            return exchange
          }(),
        ], end: 480),
      [
        .clientWait: 15, .lateness: 15, .dns: 2, .connect: 3, .tls: 7, .requestSent: 1, .headers: 17,
        .started: 40, .gaps: 20, .modelFirstToken: 120, .modelGeneration: 130, .afterText: 25,
        .persistence: 35, .turns: 50,
      ]
    ),
    ("a work without requests", attempt([]), [.clientWait: 15, .lateness: 1, .application: 335]),
  ]

  @Test(arguments: attempts) func theyAreWhatTheInstantsSay(
    name: String, attempt: AttemptRecord, expected: [TimePart: Int64]
  ) {
    let parts = TimeParts(attempt)
    #expect(milliseconds(parts) == expected, "\(name)")
    #expect(parts.total == attempt.responseTime.nanoseconds, "\(name): the parts are the whole")
  }

  @Test func earlierAttemptsAreAPart() throws {
    var second = Self.attempt([])
    (second.intendedStart, second.admitted) = (Self.at(5), Self.at(10))
    let result = TaskResult(
      index: 0, taskID: "t", caseID: "c", workflowID: "w", scenario: "s", status: .succeeded,
      intendedStart: Self.at(-100), finished: second.end, attempts: [Self.attempt([]), second])
    let parts = try #require(TimeParts(result))
    #expect(parts[.earlier] == 105_000_000 && parts.total == result.totalTime.nanoseconds)
  }

  @Test func aQuantileCountsTasksWithoutThePart() {
    var table = PartTable()
    for index in 0..<100 {
      var parts = TimeParts()
      parts[.nodes] = 1_000_000
      if index >= 90 { parts[.dns] = 5_000_000 }
      table.record(parts)
    }
    #expect(table.quantile(0.5, of: .dns) == 0 && table.quantile(0.9, of: .dns) == 0)
    #expect(abs(Double(table.quantile(0.95, of: .dns) ?? 0) / 5e6 - 1) < 0.04)
    #expect(table.mean(of: .dns) == 500_000 && table.quantile(0.5, of: .tls) == 0)
  }

  /// Slow tasks are slow for another reason than usual ones: the table about the p95 must say so.
  @Test func theTailIsOfSlowTasks() throws {
    var table = TailTable()
    for index in 0..<1000 {
      var parts = TimeParts()
      parts[.nodes] = 100_000_000 + Int64(index) * 1000
      if index >= 900 { parts[.headers] = 900_000_000 }
      table.record(parts, nodes: [])
    }
    let (usual, slow) = (try #require(table.around(0.5)), try #require(table.around(0.95)))
    #expect(usual.parts[.headers] == 0 && usual.count >= 50)
    #expect(slow.parts[.headers] == Int64(slow.count) * 900_000_000 && slow.count >= 50)
    #expect(TailTable().around(0.5) == nil)
  }
}
