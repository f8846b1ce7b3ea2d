import Foundation
import RunModel
import Statistics
import Testing

@testable import Pages
@testable import Report

/// What a report says of the server's figures: carefully.
@Suite struct ObservedWordsTests {
  /// 40 slices of 5 s, each with 100 tasks of about one length; a queue that follows the lengths, a figure that knows nothing
  /// of them, one that never changes, and one that was seen twice.
  static func report(memory: Double = 0) -> ReportDocument {
    var random = SeededGenerator(seed: 7)
    var (measurements, level) = (RunMeasurements(), 0.0)
    var observed = ObservedReport(source: "http://p:9090", every: 5)
    let queue = ObservePlan.Query(name: "queue <b>", expression: "q", unit: "jobs")
    let noise = ObservePlan.Query(name: "noise", expression: "n", unit: "%")
    for slice in 0..<40 {
      level = memory * level + random.nextUnit() - 0.5
      for number in 0..<100 {
        let start = RunInstant(nanoseconds: Int64(slice) * 5_000_000_000 + Int64(number) * 40_000_000)
        measurements.record(result(slice * 100 + number, start, 0.3 + 0.1 * level))
      }
      let at = Double(slice) * 5 + 2
      observed.record(queue, [("", 50 + 20 * level)], at: at)
      observed.record(noise, [("i=\"a\"", random.nextUnit()), ("i=\"b\"", 1)], at: at)
      if slice < 2 {
        observed.record(ObservePlan.Query(name: "rare", expression: "r"), [("", Double(slice))], at: at)
      }
    }
    var report = SampleRun.report(10, thresholds: [])
    (report.measurements, report.duration, report.observed) = (measurements, 200, observed)
    return report
  }

  private static func result(_ index: Int, _ start: RunInstant, _ seconds: Double) -> TaskResult {
    let end = start + .seconds(seconds)
    var exchange = ExchangeRecord()
    (exchange.send, exchange.close) = (start, end)
    let attempt = AttemptRecord(
      number: 1, intendedStart: start, admitted: start, granted: start, start: start, end: end,
      status: .succeeded,
      exchanges: [exchange])
    return TaskResult(
      index: index, taskID: "t\(index)", caseID: "c", workflowID: "w", scenario: "s", status: .succeeded,
      intendedStart: start, finished: end, attempts: [attempt])
  }

  private func sentences(_ report: ReportDocument) throws -> [String] {
    ObservedWords(try #require(report.observed), report).sentences
  }

  @Test func whatMovesTogetherIsSaidWithItsUncertaintyAndNoCause() throws {
    let said = try sentences(Self.report())
    #expect(said.count == 3, "\(said)")
    #expect(said[0].hasPrefix("queue <b> was high when response times were: rank correlation with the p95 +"))
    #expect(
      said[0].contains("over 39 slices of 5 s") || said[0].contains("over 39 slices of 0:05"), "\(said[0])")
    #expect(said[1].hasPrefix("noise {i=\"a\"} shows no connection with response times"), "\(said[1])")
    #expect(said[2].contains("does not say that one moves the other"))
    let all = said.joined().lowercased()
    for word in ["because", "due to", "caused", "leads to", "explains"] { #expect(!all.contains(word)) }
  }

  /// The same figures, where each slice resembles the last: they count as fewer, and that is said.
  @Test func neighboursThatResembleEachOtherCountAsFewer() throws {
    let said = try sentences(Self.report(memory: 0.7))
    #expect(said[0].contains("since neighbours resemble each other"), "\(said)")
  }

  @Test func tooFewSlicesSayNothing() throws {
    let report = Self.report()
    let rows = ObservedWords(try #require(report.observed), report).rows
    #expect(rows.map(\.first) == ["queue <b>", "noise {i=\"a\"}", "noise {i=\"b\"}", "rare"])
    #expect(rows[3][4] == "n/a" && rows[2][4] == "n/a" && rows[0][4].hasPrefix("+"))
    #expect(rows[0][1].hasSuffix(" jobs") && rows[1][2].hasSuffix(" %"))
    #expect(try !sentences(report).joined().contains("rare"))
  }

  @Test func whatBroughtNothingIsCounted() throws {
    var report = Self.report()
    report.observed?.looks = 80
    report.observed?.failed = 3
    report.observed?.fail("CPU: HTTP 503")
    #expect(try sentences(report).last == "3 of 80 looks brought nothing (CPU: HTTP 503).")
  }

  @Test func everyFormShowsIt() throws {
    let report = Self.report()
    let page = String(decoding: ReportPage(report).bytes, as: UTF8.self)
    #expect(
      page.contains("The server&#39;s own figures") || page.contains("The server's own figures")
        || page.contains("The server&#x27;s own figures"))
    #expect(page.contains("queue &lt;b&gt;") && !page.contains("queue <b>"))
    #expect(TerminalSummary(report).lines.joined().contains("was high when response times were"))
    #expect(
      String(decoding: MarkdownFormat.render(report), as: UTF8.self).contains("| with response times |"))
    #expect(!TerminalSummary(SampleRun.report()).lines.joined().contains("own figures"))
  }

  @Test(.enabled(if: ValidationTool.hasPython("jsonschema"))) func theReportFitsItsSchema() throws {
    try ValidationTool.withFolder { folder in
      try ReportFile.write(Self.report(), to: folder + "/report.json.gz")
      let script = ValidationTool.root.appending(path: "Scripts/validate-report").path()
      let found = try ValidationTool.run("/usr/bin/python3", [script, folder + "/report.json.gz"])
      #expect(found.code == 0, "\(found.output)")
      #expect(try ReportFile.read(folder + "/report.json.gz").observed == Self.report().observed)
    }
  }
}
