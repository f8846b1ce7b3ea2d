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
    #expect(said[1].hasPrefix("noise {i=\"a\"} ") && !said[1].contains(" was "), "\(said[1])")
    #expect(said[2].contains("does not say that one moves the other"))
    let all = said.joined().lowercased()
    for word in ["because", "due to", "caused", "leads to", "explains"] { #expect(!all.contains(word)) }
  }

  @Test(arguments: [
    (0.1, 0.9, "was high when response times were"), (-0.9, -0.1, "was low when response times were high"),
    (-0.3, 0.4, "shows no connection with response times"), (-0.2, 0.99, "may go with response times or not"),
    (-0.6, 0.1, "may go with response times or not"),
  ]) func anIntervalSaysOnlyWhatItHolds(low: Double, high: Double, words: String) {
    #expect(ObservedWords.meaning(Interval(low: low, high: high)).hasPrefix(words))
  }

  @Test func aFigureAloneIsCalledAsItsQueryInTheOrderOfThePlan() {
    let (cpu, up) = (
      ObservePlan.Query(name: "CPU", expression: "c"), ObservePlan.Query(name: "up", expression: "up")
    )
    var observed = ObservedReport(source: "p", every: 1)
    observed.record(up, [("job=\"b\"", 1)], at: 0)
    observed.record(cpu, [("i=\"2\"", 1)], at: 1)
    observed.record(cpu, [("i=\"1\"", 1)], at: 2)
    observed.sort(by: [cpu, up])
    #expect(observed.series.map { observed.title(of: $0) } == ["CPU {i=\"1\"}", "CPU {i=\"2\"}", "up"])
  }

  /// The names of a limit at the top of a chart, and of what stopped the run, do not lie upon each other.
  @Test(arguments: [(nil, 12.0), ("stopped: max-failures", 28)]) func labelsKeepApart(
    stop: String?, place: Double
  )
    throws
  {
    var chart = TimeChart(
      title: "t", series: [.init(name: "a", style: "accent", values: [10, 10])], width: 1, duration: 2,
      format: Figures.number)
    (chart.limits, chart.stop) = ([.init(name: "peak", value: Axis(maximum: 10).top, style: "mark")], stop)
    let texts = chart.drawing.text.matches(of: #/<text class="(?:mark|limit)text" x="[\d.]+" y="([\d.]+)"/#)
    let places = texts.compactMap { Double($0.output.1) }
    #expect(places.first == place && places.count == (stop == nil ? 1 : 2), "\(places)")
    if places.count == 2 { #expect(abs(places[0] - places[1]) >= 10) }
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
