import Statistics
import Testing

@testable import RunModel

/// What an empty workflow beside the load says.
@Suite struct BaselineTests {
  static func run(_ milliseconds: Double, at second: Double = 0, fails: Bool = false) -> TaskResult {
    let start = RunInstant(nanoseconds: Int64(second * 1e9))
    let end = start + .nanoseconds(Int64(milliseconds * 1e6))
    var exchange = ExchangeRecord()
    (exchange.send, exchange.close) = (start, end)
    exchange.serverElapsed = .nanoseconds(Int64(milliseconds * 5e5))
    let attempt = AttemptRecord(
      number: 1, intendedStart: start, admitted: start, granted: start, start: start, end: end,
      status: fails ? .failed : .succeeded, message: fails ? "401 unauthorized" : nil, exchanges: [exchange])
    return TaskResult(
      index: 0, taskID: "t", caseID: "c", workflowID: "w", scenario: "s",
      status: fails ? .failed : .succeeded, intendedStart: start, finished: end, attempts: [attempt])
  }

  static func report(before: Double, beside: [Double], after: Double = 10) -> BaselineReport {
    var report = BaselineReport()
    for _ in 0..<8 { report.record(run(before), .before) }
    for (second, time) in beside.enumerated() { report.record(run(time, at: Double(second)), .beside) }
    for _ in 0..<8 { report.record(run(after), .after) }
    return report
  }

  /// A load of tasks of one second.
  static var load: RunMeasurements {
    (0..<40).reduce(into: RunMeasurements()) { measurements, index in
      measurements.record(run(1000, at: Double(index)))
    }
  }

  @Test func platformAndApplicationAreToldApart() {
    let words = BaselineWords(Self.report(before: 50, beside: Array(repeating: 200, count: 10)), Self.load)
      .sentences
    #expect(words[0].contains("50.0 ms before the load, 200 ms beside the load, 10.0 ms after the load"))
    #expect(words[0].hasSuffix("the platform itself is 4.00 times as slow."))
    #expect(
      words[1].contains("200 ms (20.0 %)") && words[1].contains("800 ms is the application"), "\(words)")
    #expect(words.count == 2)
  }

  static let steady = Array(repeating: 100.0, count: 30)
  static let noisy = (0..<30).map { Double(90 + $0 * 7 % 20) }

  @Test(
    arguments: [
      (steady, nil), (noisy, nil), (Array(steady.prefix(9)) + [200], nil),
      (steady + steady.map { $0 * 2 }, "grew"), (steady.map { $0 * 3 } + steady, "fell"),
    ] as [([Double], String?)])
  func aDriftIsToldWhenItIsOne(beside: [Double], word: String?) {
    let words = BaselineWords(Self.report(before: 100, beside: beside), Self.load).sentences
    let drift = words.first { $0.contains("drifted") }
    #expect((drift != nil) == (word != nil) && drift?.contains(word ?? "") ?? true, "\(words)")
  }

  @Test func failuresAreCountedAndNamed() {
    var report = Self.report(before: 50, beside: [])
    report.record(Self.run(5, fails: true), .beside)
    #expect(report[.beside].failed == 1 && report.points == [.init(at: 0, took: nil)])
    let words = BaselineWords(report, RunMeasurements()).sentences
    #expect(words.last == "1 of its runs did not succeed: 401 unauthorized.")
  }

  /// Ten tasks, one a second, each of half a second with 20 events, the last window cut; an empty workflow of 50 ms alone.
  @Test func difyEnterprisesWordsAreTold() throws {
    var load = RunMeasurements(warmUpEnd: RunInstant(nanoseconds: 1_000_000_000))
    for second in 0..<10 {
      var result = Self.run(500, at: Double(second) + 0.25)
      result.attempts[0].exchanges[0].events = second == 5 ? 60 : 20
      result.attempts[0].exchanges[0].firstEvent = result.intendedStart + .milliseconds(40)
      load.record(result)
    }
    let facts = ManifestFacts(contentHash: "x", seed: 1, caseCount: 1)
    var report = ReportDocument(
      runID: "r", name: "r", startedAt: "", duration: 9.75, manifest: facts, execution: ExecutionPolicy(),
      targets: [], measurements: load, thresholds: [], verdict: .passed, peakConcurrency: 3)
    #expect(EnterpriseWords(report) == nil)
    report.baseline = Self.report(before: 50, beside: [200, 200, 200], after: 50)
    let rows = try #require(EnterpriseWords(report)).rows.map { row in
      row.map { $0.replacing("\u{202f}", with: " ") }
    }
    #expect(rows.allSatisfy { $0.count == EnterpriseWords.columns.count })
    #expect(rows[0] == ["Event throughput, a second", "60.0", "25.0", "20.0", "", "", ""])
    #expect(rows[1].prefix(5) == ["TTFE", "40.0 ms", "40.0 ms", "40.0 ms", "40.0 ms"])
    #expect(rows[2] == ["Connections", "3", "0.50", "", "", "", ""])
    #expect(
      rows[3][1] == "160"
        && rows[4].prefix(4) == ["Empty Workflow duration", "50.0 ms", "50.0 ms", "50.0 ms"])
    #expect(rows[5][2] == "200 ms", "\(rows)")
  }

  @Test func partsAreJoined() {
    var sum = Self.report(before: 50, beside: [100, 100])
    sum.merge(Self.report(before: 50, beside: [200]))
    #expect(sum[.before].asked == 16 && sum[.beside].total.count == 3 && sum.points.map(\.at) == [0, 0, 1])
  }

  @Test func aFewRunsSayNothing() {
    var report = BaselineReport()
    for _ in 0..<5 { report.record(Self.run(10), .before) }
    #expect(
      BaselineWords(report, Self.load).sentences.isEmpty && BaselineWords(report, Self.load).rows.count == 1)
  }
}
