import RunModel
import Statistics
import Testing

@testable import Judgement
@testable import Pages
@testable import Report

@Suite struct GateTests {
  private func outcome(
    _ expression: String, _ measurements: RunMeasurements,
    _ change: (inout ThresholdDefinition) -> Void = { _ in }
  ) throws -> ThresholdVerdict.Outcome {
    var definition = ThresholdDefinition(expression: expression)
    change(&definition)
    return try Gate([definition]).judge(measurements, duration: 10)[0].outcome
  }

  /// A task with one attempt.
  static func result(
    _ index: Int, at start: Double = 0, seconds: Double = 0.1, status: TaskStatus = .succeeded
  ) -> TaskResult {
    let begin = RunInstant(nanoseconds: Int64(start * 1e9))
    let end = begin + .nanoseconds(Int64(seconds * 1e9))
    let failure: FailureClass? =
      switch status {
      case .succeeded: nil
      case .timeout: .timeoutWaiting
      default: .business
      }
    let attempt = AttemptRecord(
      number: 1, intendedStart: begin, admitted: begin, granted: begin, start: begin, end: end,
      status: status, failure: failure)
    return TaskResult(
      index: index, taskID: "t", caseID: "c", workflowID: "w", scenario: "s", status: status,
      failure: failure,
      intendedStart: begin, finished: end, attempts: [attempt])
  }

  /// So many successes of so many tasks.
  static func run(_ succeeded: Int, of total: Int, otherwise: TaskStatus = .failed) -> RunMeasurements {
    var measurements = RunMeasurements()
    for index in 0..<total {
      measurements.record(result(index, status: index < succeeded ? .succeeded : otherwise))
    }
    return measurements
  }

  private func run(_ succeeded: Int, of total: Int) -> RunMeasurements { Self.run(succeeded, of: total) }

  /// 100 conversations of two turns: 10 ms and 200 ms; of the calls after the second every fifth fails, the others take
  /// 50 ms.
  static func conversations() -> RunMeasurements {
    var measurements = RunMeasurements()
    for index in 0..<100 {
      var result = result(index)
      result.attempts[0].exchanges = [10, 200].enumerated().map { turn, milliseconds in
        var exchange = ExchangeRecord()
        (exchange.send, exchange.turn) = (.zero, turn + 1)
        exchange.close = .zero + .milliseconds(milliseconds)
        return exchange
      }
      result.attempts[0].exchanges[1].calls = [
        CallRecord(.suggested, took: 50_000_000, failure: index % 5 == 0 ? .http5xx : nil)
      ]
      measurements.record(result)
    }
    return measurements
  }

  @Test(arguments: [
    ("response_time{turn:1}.p50 < 20ms", ThresholdVerdict.Outcome.pass),
    ("response_time{turn:2}.p50 < 20ms", .fail),
    ("tasks{turn:2} == 100", .pass), ("success_rate{turn:2} > 0.9", .pass),
    ("ttft{turn:3}.p50 < 1s", .noData),
    ("response_time{call:suggested}.p50 < 60ms", .pass), ("response_time{call:suggested}.p90 < 60ms", .fail),
    ("success_rate{call:suggested} >= 0.9", .fail), ("failed{call:suggested} == 20", .pass),
    ("success_rate{call:stop} >= 0.9", .noData),
  ]) func turnsAndCallsAreParts(expression: String, expected: ThresholdVerdict.Outcome) throws {
    #expect(try outcome(expression, Self.conversations()) == expected)
  }

  @Test(
    "B07 shares are judged by the bound of their interval",
    arguments: [
      (1000, 1000, ThresholdVerdict.Outcome.pass), (100, 100, .inconclusive), (980, 1000, .fail),
      (990, 1000, .inconclusive), (0, 10, .fail), (16, 17, .inconclusive), (15, 17, .fail),
      (48, 50, .inconclusive), (47, 50, .fail), (367, 367, .inconclusive), (368, 368, .pass),
    ]) func rates(succeeded: Int, total: Int, expected: ThresholdVerdict.Outcome) throws
  {
    #expect(try outcome("success_rate >= 0.99", run(succeeded, of: total)) == expected)
  }

  @Test func anUndecidedGateSaysHowManyMore() throws {
    let verdict = try Gate([ThresholdDefinition(expression: "success_rate >= 0.99")]).judge(
      run(100, of: 100), duration: 1)[0]
    #expect(verdict.tasksNeeded == 268 && verdict.interval != nil)
  }

  /// 40 of 4 000 fail, in four outages of ten: as many independent failures would pass 98 % and fail 99.5 %.
  @Test(arguments: ["success_rate >= 0.98", "success_rate >= 0.995", "error_rate < 2%"])
  func failuresThatComeTogetherCountForLess(expression: String) throws {
    func run(_ fails: (Int) -> Bool) -> RunMeasurements {
      var measurements = RunMeasurements()
      for index in 0..<4000 {
        measurements.record(
          Self.result(index, at: Double(index) / 10, status: fails(index) ? .failed : .succeeded))
      }
      return measurements
    }
    let scattered = run { $0.isMultiple(of: 100) }
    let clustered = run { $0 % 1000 < 10 }
    let verdicts = try [scattered, clustered].map {
      try Gate([ThresholdDefinition(expression: expression)]).judge($0, duration: 400)[0]
    }
    #expect(verdicts[0].outcome == (expression.contains("995") ? .fail : .pass))
    #expect(verdicts[1].outcome == .inconclusive && verdicts[1].tasksNeeded ?? 0 > 1000)
    #expect(verdicts[1].explanation?.contains("failures come in clusters: 4") == true)
    #expect(verdicts[0].explanation == nil && scattered.clusterNote == nil && clustered.clusterNote != nil)
  }

  @Test func pointModeLooksAtTheEstimateAlone() throws {
    #expect(try outcome("success_rate >= 0.99", run(100, of: 100)) { $0.mode = .point } == .pass)
  }

  @Test func ofNothingNoGatePasses() throws {
    let nothing = RunMeasurements()
    for expression in [
      "success_rate >= 0", "response_time.p95 < 1h", "ttft.avg < 1h", "response_time{scenario:x}.p95 < 1h",
    ] {
      #expect(try outcome(expression, nothing) == .noData, "\(expression)")
    }
    #expect(try outcome("ttft.avg < 1s", nothing) { $0.allowEmpty = true } == .pass)
  }

  @Test(arguments: [
    ("response_time.p80 < 10s", true), ("response_time.p95 < 1ms", false), ("tasks == 500", true),
    ("tasks == 500 and failed > 1", true),
    ("tokens / tasks <= 90", true), ("cost > 0", true), ("not (tasks == 500)", false),
    ("response_time.max >= response_time.med", true),
    ("ttft{scenario:chat}.p80 < 5s", true), ("ttft{scenario:chat}.p80 between 1ms and 5s", true),
    ("server_elapsed{node:LLM}.avg > 1ms", true),
    ("tasks{kind:x} == 500", true), ("tasks.rate > 1", true), ("response_time{variant:a}.count > 10", true),
    ("failed > 1000 or tasks > 1", true),
  ]) func expressions(text: String, holds: Bool) throws {
    #expect(try outcome(text, SampleRun.measurements(500)) == (holds ? .pass : .fail), "\(text)")
  }

  @Test func aGeneratorAtItsLimitIsAProblem() {
    #expect(
      !GeneratorHealth(loopUtilisation: 0.99).problems.isEmpty
        && GeneratorHealth(loopUtilisation: 0.5).problems.isEmpty)
  }

  @Test(
    "B07 a run of which a tenth timed out passes no p95, whatever the limit",
    arguments: [
      "response_time.p95 < $", "service_time.p99 <= $", "task_total.p95 < $", "response_time.max < $",
      "response_time{scenario:s}.p95 < $", "not (response_time.p95 >= $)",
    ])
  func timeoutsAreLongerThanTheirLimit(text: String) throws {
    // Successes take 100 ms; what times out is cut at 100 ms, too.
    let measurements = Self.run(900, of: 1000, otherwise: .timeout)
    for mode in ThresholdDefinition.Mode.allCases {
      func outcome(_ limit: String) throws -> ThresholdVerdict.Outcome {
        try self.outcome(text.replacing("$", with: limit), measurements) { $0.mode = mode }
      }
      #expect(try outcome("50ms") == .fail, "\(mode)")
      #expect(try outcome("1h") == .inconclusive, "\(mode)")
    }
    #expect(try outcome("response_time.med < 1s", measurements) == .pass)
  }

  @Test func failuresAreTheReasonInWords() throws {
    let gate = try Gate([ThresholdDefinition(expression: "response_time.p95 < 1h")])
    let verdict = gate.judge(Self.run(156, of: 160, otherwise: .failed), duration: 1)[0]
    #expect(verdict.outcome == .inconclusive)
    let words =
      "4 of 160 failed, and count as longer than any time: up to 6.3 % may, and response_time.p95 has room for"
    #expect(verdict.explanation?.hasPrefix(words) == true, "\(verdict.explanation ?? "")")
  }

  @Test func aCutIsSaidInWords() throws {
    let gate = try Gate([ThresholdDefinition(expression: "response_time.p95 < 1h")])
    let verdict = gate.judge(Self.run(900, of: 1000, otherwise: .timeout), duration: 1)[0]
    #expect(verdict.measured == "at least 100 ms (100 were cut)")
    #expect(
      verdict.explanation?.hasPrefix("100 of 1000 were cut before the limit, after up to 100 ms") == true)
  }

  @Test(
    arguments: [
      ("response_time.p95 < 1s", 71, ThresholdVerdict.Outcome.inconclusive, 1),
      ("response_time.p95 < 1s", 72, .pass, nil),
      ("response_time.p99 < 1s", 100, .inconclusive, 268), ("response_time.p95 < 1ms", 71, .fail, nil),
      ("response_time.med < 1s", 5, .inconclusive, 1), ("response_time.med < 1s", 6, .pass, nil),
    ] as [(String, Int, ThresholdVerdict.Outcome, Int?)])
  func aQuantileOfTooFewIsNotKnown(
    expression: String, count: Int, expected: ThresholdVerdict.Outcome, needed: Int?
  ) throws {
    for mode in [ThresholdDefinition.Mode?.none, .point, .margin] {
      let definition = ThresholdDefinition(expression: expression, mode: mode)
      let verdict = try Gate([definition]).judge(run(count, of: count), duration: 1)[0]
      #expect(verdict.outcome == expected && verdict.tasksNeeded == needed, "\(verdict)")
    }
  }

  /// Of 100 latencies from 10 ms to 1 s the 95th is 950 ms, and p95 lies between the 90th and the 99th.
  @Test(
    "Latencies are judged by the bound of their interval, and both are shown",
    arguments: [
      ("960ms", ThresholdVerdict.Outcome.inconclusive), ("940ms", .inconclusive), ("1.1s", .pass),
      ("500ms", .fail),
    ])
  func latencies(limit: String, expected: ThresholdVerdict.Outcome) throws {
    var run = RunMeasurements()
    for index in 1...100 { run.record(Self.result(index, seconds: Double(index) / 100)) }
    let expression = "response_time.p95 < \(limit)"
    let verdict = try Gate([ThresholdDefinition(expression: expression)]).judge(run, duration: 1)[0]
    #expect(verdict.outcome == expected && verdict.measured == "950 ms")
    #expect(verdict.line.contains("measured 950 ms (95 %: 900 ms to 1.00 s)"), "\(verdict.line)")
    #expect((verdict.tasksNeeded ?? 0 > 0) == (expected == .inconclusive))
    let point = try outcome(expression, run) { $0.mode = .point }
    #expect(point == (["960ms", "1.1s"].contains(limit) ? .pass : .fail))
  }

  @Test func aQuantileOfTooFewIsNotSaidToBeMeasured() throws {
    let gate = try Gate([ThresholdDefinition(expression: "response_time.p99 < 1ms")])
    let verdict = gate.judge(run(20, of: 20), duration: 1)[0]
    #expect(verdict.outcome == .fail && verdict.measured == "at least 100 ms (20 values)")
  }

  @Test func figuresSayWhatWasMeasured() throws {
    let expression =
      "success_rate >= 0.5 and response_time.p90 < 10s and tasks > 3 and response_time.max < 1m"
    let verdict = try Gate([ThresholdDefinition(expression: expression)]).judge(
      SampleRun.measurements(500), duration: 10)[0]
    let figures = try #require(verdict.figures)
    #expect(figures.map(\.metric) == ["success_rate", "response_time.p90", "tasks", "response_time.max"])
    #expect(figures.map(\.unit) == [.share, .seconds, .number, .seconds])
    #expect(
      figures[0].count == 500 && figures[0].low != nil && figures[1].high != nil && figures[2].low == nil)
    #expect(
      figures.allSatisfy {
        ($0.low ?? 0) <= $0.value ?? -1 && $0.value ?? .infinity <= ($0.high ?? .infinity)
      })
  }

  @Test(arguments: [
    ("response_time.p90 / baseline < 1.1", true), ("response_time.p90 < 0.9 * baseline", false),
    ("tasks == 2 * baseline", true), ("success_rate >= baseline - 10%", true),
    ("tasks - baseline(tasks) between 499 and 501", true), ("ttft.med < baseline(response_time.med)", true),
  ]) func aRunIsComparedWithAnEarlierOne(expression: String, holds: Bool) throws {
    let definition = ThresholdDefinition(
      expression: expression, mode: expression.contains("p90") ? .point : nil)
    let gate = try Gate([definition], baseline: SampleRun.report(500))
    let outcome = gate.judge(SampleRun.measurements(1000), duration: 10)[0].outcome
    #expect(outcome == (holds ? .pass : .fail), "\(expression)")
    let problem = #expect(throws: ThresholdProblem.self) {
      try Gate([ThresholdDefinition(expression: expression)])
    }
    #expect(problem?.message.contains("--baseline") == true)
  }

  @Test(
    arguments: [
      ("ttft{scenario:chta}.p95 < 1s", "chat"), ("ttft{scenari:chat}.p95 < 1s", "scenario"),
      ("ttft{kind:z}.p95 < 1s", "x"), ("ttft{variant:b}.p95 < 1s", "a"),
      ("ttft{wholly-else:b}.p95 < 1s", nil),
    ] as [(String, String?)]) func tagsThatNoCaseHasAreRefusedBeforeAnyLoad(
      expression: String, suggestion: String?
    )
    throws
  {
    var known = KnownTags(ManifestHeader(name: "m", scenarios: [ScenarioPlan(name: "chat")]))
    known.add(TestCase(id: "1", scenario: "chat", variant: "a", tags: ["kind": "x"]))
    let problem = #expect(throws: ThresholdProblem.self) {
      try Gate([ThresholdDefinition(expression: expression)], known: known)
    }
    #expect(problem?.suggestion == suggestion, "\(problem?.description ?? "")")
    _ = try Gate([ThresholdDefinition(expression: "server_elapsed{node:Any}.p95 < 1s")], known: known)
  }

  @Test func severalTagsNeedASelection() throws {
    let gate = try Gate([ThresholdDefinition(expression: "tasks{scenario:chat, kind:x} > 10")])
    var random = SeededGenerator(seed: 1)
    var measurements = RunMeasurements(selections: gate.selections)
    for index in 0..<90 { measurements.record(SampleRun.result(index, &random)) }
    #expect(gate.judge(measurements, duration: 1)[0].measured == "30")
    let known = KnownTags(measurements)
    _ = try Gate([ThresholdDefinition(expression: "tasks{kind:x, scenario:chat} > 9")], known: known)
    #expect(throws: ThresholdProblem.self) {
      try Gate([ThresholdDefinition(expression: "tasks{kind:x, scenario:search} > 9")], known: known)
    }
  }

  @Test("A threshold and its negation never both pass, nor both fail", arguments: 0..<60)
  func negation(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let metrics = [
      "success_rate", "response_time.p95", "ttft.med", "tasks", "error_rate{scenario:chat}", "cost",
      "server_elapsed{node:LLM}.p90", "response_time{variant:none}.p95", "response_time.avg",
      "tokens / tasks",
    ]
    let relations = ThresholdExpression.Relation.allCases.map(\.rawValue)
    func pick(_ words: [String]) -> String { words[Int(random.nextUnit() * Double(words.count))] }
    let metric = pick(metrics)
    let bound = Int(random.nextUnit() * 99)
    var expression = "\(metric) \(pick(relations)) \(bound)\(metric.contains("_rate") ? "%" : "") "
    expression += pick(["", "and success_rate > 0.9", "or tasks < 20", "and not (ttft.p95 < 1s)"])
    let mode = ThresholdDefinition.Mode.allCases[Int(random.nextUnit() * 3)]
    let measurements = SampleRun.measurements(Int(random.nextUnit() * 200), seed: seed)
    let outcomes = try [expression, "not (\(expression))"].map { text in
      try outcome(text, measurements) { $0.mode = mode }
    }
    #expect(
      outcomes[0] == .pass ? outcomes[1] == .fail : outcomes[0] != .fail || outcomes[1] == .pass,
      "\(expression)")
    #expect(outcomes[0] != outcomes[1] || ![.pass, .fail].contains(outcomes[0]))
  }

  @Test func ratesLeaveTheWarmUpOut() throws {
    var measurements = RunMeasurements(warmUpEnd: RunInstant(nanoseconds: 5_000_000_000))
    for index in 0..<100 { measurements.record(Self.result(index, at: Double(index) / 10)) }
    #expect(try outcome("tasks.rate == 10", measurements) == .pass)
    #expect(try outcome("spent_tokens == 0 and tasks == 50", measurements) == .pass)
  }
}

/// The share of the planned arrivals that were begun in time, as a threshold.
@Suite struct AchievedRateTests {
  private static func report(begun: Int?) throws -> ReportDocument {
    var report = SampleRun.report()
    report.reached = begun.map {
      ReachedLoad(planned: 100, begunInTime: $0, dropped: 0, length: 10, maxInFlight: 4, reason: .queued)
    }
    return report.judged(by: try Gate([ThresholdDefinition(expression: "achieved_rate >= 0.99")]))
  }

  @Test(
    arguments: [(100, .pass), (99, .pass), (98, .fail), (nil, .noData)] as [(Int?, ThresholdVerdict.Outcome)])
  func isJudgedAsItIs(begun: Int?, outcome: ThresholdVerdict.Outcome) throws {
    let verdict = try #require(try Self.report(begun: begun).thresholds.first)
    #expect(verdict.outcome == outcome)
    #expect(verdict.measured == (begun.map { $0 == 100 ? "100 %" : "\($0).0 %" } ?? "n/a"))
  }

  @Test(arguments: [
    ("achieved_rate >= 0.99", "needs one load of arrivals"),
    ("achieved_rate{scenario:a} >= 0.99", "known of the whole load only"),
    ("achieved_rate.rate >= 0.99", "is a share already"), ("achieved_rate.p95 >= 1", "is one number"),
  ]) func isAskedOnlyWhereItIsKnown(expression: String, words: String) {
    #expect {
      try Gate(
        [ThresholdDefinition(expression: expression)], known: KnownTags(ManifestHeader(name: "cases")))
    } throws: {
      "\($0)".contains(words)
    }
  }
}

/// Failures cannot improve a latency.
@Suite struct FailuresAndLatencyTests {
  /// Tasks of which the last so many fail at once, and the others succeed after 100 ms.
  private static func measurements(_ count: Int, failed: Int) -> RunMeasurements {
    var measurements = RunMeasurements()
    for index in 0..<count {
      let fails = index >= count - failed
      measurements.record(
        GateTests.result(index, seconds: fails ? 0.001 : 0.1, status: fails ? .failed : .succeeded))
    }
    return measurements
  }

  private static func verdict(_ expression: String, failed: Int) throws -> ThresholdVerdict {
    try Gate([ThresholdDefinition(expression: expression)])
      .judge(measurements(1000, failed: failed), duration: 10)[0]
  }

  @Test(
    arguments: [
      ("response_time.p95 < 1s", 30, .pass), ("response_time.p95 < 1s", 80, .fail),
      ("response_time.p95 < 1s", 50, .inconclusive),
      ("response_time{outcome:succeeded}.p95 < 1s", 60, .pass), ("response_time.p50 < 50ms", 400, .fail),
      ("response_time.max < 1s", 60, .pass), ("lateness.p95 < 1s", 60, .pass),
      ("not (response_time.p95 < 1s)", 80, .pass),
    ] as [(String, Int, ThresholdVerdict.Outcome)])
  func aFailedTaskIsLongerThanAnySuccess(expression: String, failed: Int, outcome: ThresholdVerdict.Outcome)
    throws
  {
    #expect(try Self.verdict(expression, failed: failed).outcome == outcome)
  }

  /// What the README says of its first scenario.
  @Test(arguments: [(72, 2), (72, 0)]) func seventyTwoTasksDecideWhenTwoFail(tasks: Int, failed: Int) throws {
    let gate = try Gate(
      ["success_rate >= 0.9", "response_time.p90 < 3s"].map { ThresholdDefinition(expression: $0) })
    let verdicts = gate.judge(Self.measurements(tasks, failed: failed), duration: 10)
    #expect(verdicts.map(\.outcome) == [.pass, .pass])
  }

  @Test func itIsSaidInWords() throws {
    let measured = try Self.verdict("response_time.p95 < 1s", failed: 60).measured
    #expect(measured == "none in time (60 of 1000 failed)")
    let definition = try ThresholdExpression(parsing: "response_time{outcome:succeeded}.p95 < 1s")
    #expect("\(definition.metrics[0])" == "response_time{outcome:succeeded}.p95")
  }

  @Test(arguments: [
    ("success_rate{outcome:succeeded} > 0.9", "of latencies only"),
    ("response_time{outcome:failed}.p95 < 1s", "'outcome:failed' is not known"),
  ]) func onlySuccessesOfLatenciesCanBeAskedFor(expression: String, words: String) {
    #expect { try ThresholdExpression(parsing: expression) } throws: { "\($0)".contains(words) }
  }

  /// The terminal, Markdown and the page show both, from 0.1 % failures on.
  @Test(arguments: [(0, false), (1, true), (60, true)]) func summariesShowBoth(failed: Int, both: Bool) throws
  {
    var report = SampleRun.report()
    report.measurements = Self.measurements(1000, failed: failed)
    let terminal = TerminalSummary(report).lines.joined(separator: "\n")
    let markdown = String(decoding: MarkdownFormat.render(report), as: UTF8.self)
    let page = String(decoding: ReportPage(report).bytes, as: UTF8.self)
    #expect([terminal, markdown, page].map { $0.contains("with failures") } == [both, both, both])
    #expect(terminal.split(separator: "\n").allSatisfy { $0.count <= 100 })
    if failed == 60 {
      #expect(terminal.contains(/with failures +100 ms +100 ms +failed +failed/))
    }
  }
}
