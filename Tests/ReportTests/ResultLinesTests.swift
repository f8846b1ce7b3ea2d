import Foundation
import Report
import RunModel
import Statistics
import Testing

/// Results that went to disk and came back measure the same.
@Suite struct ResultLinesTests {
  @Test(arguments: [1, 7, 300]) func whatIsReadBackMeasuresTheSame(count: Int) throws {
    var random = SeededGenerator(seed: 4)
    var (before, after) = (RunMeasurements(), RunMeasurements())
    let written = (0..<count).map { SampleRun.result($0, &random) }
    for result in written { before.record(result) }
    var lines: [[UInt8]] = []
    try Self.forEachResult(of: written.flatMap(ResultLine.bytes)) {
      after.record($0)
      lines.append($1)
    }
    #expect(lines == written.map(ResultLine.bytes), "each result comes with its own lines")
    #expect(after.inclusive.total == count && after.inclusive.succeeded == before.inclusive.succeeded)
    #expect(after.inclusive.retries == before.inclusive.retries)
    #expect(after.failures.mapValues(\.count) == before.failures.mapValues(\.count))
    #expect(after.traffic.bytesReceived == before.traffic.bytesReceived)
    for name in [MetricName.responseTime, .serviceTime, .timeToFirstByte, .timeToFirstText, .lateness] {
      #expect(after.latency(name) == before.latency(name), "\(name)")
    }
    #expect(after.time == before.time && after.time.parts.count > 0, "where the time went")
    #expect(after.nodes.mapValues(\.total) == before.nodes.mapValues(\.total))
    #expect(Set(after.cases.keys) == Set(before.cases.keys) && Set(after.tags.keys) == Set(before.tags.keys))
  }

  /// All that is measured, but for the gaps between single events, which lines do not hold.
  @Test(arguments: [1, 40]) func whatIsReadBackMeasuresAllTheSame(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var (before, after) = (RunMeasurements(), RunMeasurements())
    let written = (0..<60).map { Self.rich(SampleRun.result($0, &random), $0) }
    for result in written { before.record(result) }
    try Self.forEachResult(of: written.flatMap(ResultLine.bytes)) { result, _ in after.record(result) }
    #expect(after.inclusive == before.inclusive)
    #expect(after.traffic == before.traffic)
    for name in MetricName.allCases {
      #expect(after.series(name) == before.series(name), "\(name)")
    }
    #expect(after.money == before.money)
    #expect(after.expectations == before.expectations && before.expectations.count == 1)
    #expect(after.likeness == before.likeness)
    #expect(after.time == before.time)
    #expect(after.slowest == before.slowest)
    #expect(after == before)
  }

  /// With everything that a line can hold.
  private static func rich(_ result: TaskResult, _ index: Int) -> TaskResult {
    var result = result
    var exchange = result.attempts[0].exchanges[0]
    exchange.gaps = []
    exchange.connected = exchange.send! + .milliseconds(index % 2)
    exchange.reusedConnection = index.isMultiple(of: 2)
    (exchange.bytesSent, exchange.pings, exchange.coalescedReads, exchange.eventReads) = (321, 2, 3, 9)
    (exchange.longestGap, exchange.handledErrors, exchange.resends) = (
      5_000_000, index % 3, index % 5 == 0 ? 1 : nil
    )
    exchange.leftOpen = index % 7 == 0 ? true : nil
    exchange.stopRequest = index % 11 == 0 ? .failed : nil
    exchange.anomalies = index % 4 == 0 ? [.unknownEvent: 2] : nil
    exchange.calls = index % 6 == 0 ? [CallRecord(.feedback, took: 9)] : nil
    if index % 5 == 1 {
      exchange.usage = [
        ModelUsage(
          model: "m", currency: "USD", tokens: TokenUsage(prompt: 10, completion: 20), price: Price(units: 7))
      ]
      exchange.currency = "USD"
    }
    result.attempts[0].exchanges = [exchange]
    result.expectations = [
      ExpectationResult(expectation: "token_f1 of at least 0.5 with 'x'", holds: index % 3 > 0)
    ]
    result.expectations[0].score = index % 2 == 0 ? Int64(index * 7 % 1001) : nil
    if index % 10 == 9 {
      (result.status, result.failure, result.cancelReason) = (.cancelled, nil, .dropped(inFlight: 4))
      (result.attempts, result.errorMessage) = ([], "as many as may be were in flight")
    }
    return result
  }

  @Test func theLabelOfEachReasonIsReadBack() {
    for label in ["user", "max-failures", "threshold", "dropped", "load-ended", "cases-lost"] {
      #expect(StopReason(label: label)?.label == label)
    }
    #expect(StopReason(label: "max") == nil)
  }

  /// A resumed run has figures of its first part's turns and calls too.
  @Test func turnsAndCallsAreReadBack() throws {
    var exchanges: [ExchangeRecord] = []
    for turn in 1...3 {
      var exchange = ExchangeRecord()
      exchange.send = .zero + .seconds(turn)
      exchange.firstText = .zero + .seconds(turn) + .milliseconds(40 * turn)
      exchange.close = .zero + .seconds(turn) + .milliseconds(300)
      exchange.serverElapsed = .milliseconds(250)
      exchange.tokens = TokenUsage(prompt: 10 * turn, completion: 5, total: 10 * turn + 5)
      (exchange.turn, exchange.turnFailed) = (turn, turn == 3 ? true : nil)
      exchange.calls = [CallRecord(.suggested, took: 7, failure: turn == 2 ? .http5xx : nil)]
      exchanges.append(exchange)
    }
    let attempt = AttemptRecord(
      number: 1, intendedStart: .zero, admitted: .zero, granted: .zero, start: .zero,
      end: .zero + .seconds(4),
      status: .failed, exchanges: exchanges)
    let result = TaskResult(
      index: 0, taskID: "t", caseID: "c", workflowID: "app", scenario: "s", status: .failed,
      finished: .zero + .seconds(4), attempts: [attempt])
    var (before, after) = (RunMeasurements(), RunMeasurements())
    before.record(result)
    try Self.forEachResult(of: ResultLine.bytes(result)) { read, _ in after.record(read) }
    #expect(after.turns == before.turns && after.turns.rows.count == 3)
    #expect(after.calls == before.calls && after.calls.rows["suggested"]?.failed == 1)
    #expect(after.statistics.tokens.total == before.statistics.tokens.total)
  }

  @Test(arguments: [
    "", "{", "[]", "{}", "null", #"{"index":"a"}"#, #"{"index":1e300}"#, #"{"index":1,"attempt":1e300}"#,
    #"{"index":1,"attempt":1,"status":"x"}"#,
    #"{"index":1,"attempt":1,"status":"failed","intended_ns":9223372036854775807,"start_ns":1,"end_ns":2}"#,
    #"{"index":-1,"attempt":1,"status":"failed","intended_ns":1,"start_ns":1,"end_ns":2,"response_ns":-9223372036854775808}"#,
  ]) func whatIsNoResultIsPassedOver(text: String) throws {
    var measurements = RunMeasurements()
    try Self.forEachResult(of: Array(text.utf8)) { result, _ in measurements.record(result) }
  }

  private static func forEachResult(of bytes: [UInt8], _ take: (TaskResult, [UInt8]) -> Void) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID().uuidString).ndjson").path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    try ReportFile.writeBytes(bytes, to: path, durable: false)
    try ResultLines.forEachResult(path, take)
  }

  /// A run that is killed leaves what was flushed.
  @Test func whatWasFlushedCanBeReadWithoutAnEnd() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID().uuidString).gz").path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    var random = SeededGenerator(seed: 1)
    let writer = try ResultsWriter(path: path)
    for index in 0..<3 { writer.add(SampleRun.result(index, &random)) }
    writer.flush()
    for index in 3..<5 { writer.add(SampleRun.result(index, &random)) }
    var tasks: Set<String> = []
    let end = try ResultsReader.forEachLine(path) { line in
      if case .object(let members)? = try? JSONReader.value(of: Array(line)) {
        tasks.insert(members["task"]?.stringValue ?? "")
      }
    }
    #expect(tasks.count == 3 && end == .cut)
    try writer.finish()
  }
}
