import Foundation
import RunModel
import Statistics
import Testing

@testable import Judgement
@testable import Pages
@testable import Report

@Suite struct PageTests {
  static let payloads = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'-alert(1)-'",
    "</style><script>alert(1)</script>",
    "]]><b>", "&lt;b&gt;", "a\u{0}b\u{1b}[2Jc", "=cmd|'/C calc'!A0",
  ]

  @Test(arguments: payloads) func whatComesFromOutsideIsOnlyText(payload: String) throws {
    let report = SampleRun.report(60, hostile: payload)
    let page = String(decoding: ReportPage(report).bytes, as: UTF8.self)
    #expect(page.components(separatedBy: "<script>").count == 2, "only the page's own")
    for tag in ["<img", "onerror=alert(1)>", "<b>]", "\u{1b}", "\u{0}"] { #expect(!page.contains(tag)) }
    #expect(page.components(separatedBy: "</style>").count == 2)
    #expect(HTMLCheck.problems(Array(page.utf8)) == [])
    for format in ReportFormats.everyFormat where format.name == "junit" {
      let text = String(decoding: try format.render(report), as: UTF8.self)
      #expect(!text.contains("<script>") && !text.contains("<img"))
    }
  }

  @Test func needsNoNetworkAndStaysSmall() {
    let page = String(decoding: ReportPage(SampleRun.report(20_000)).bytes, as: UTF8.self)
    #expect(page.utf8.count < 1_000_000)
    for reference in ["src=", "@import", "url(", "<link"] {
      #expect(!page.contains(reference), "\(reference)")
    }
    #expect(page.components(separatedBy: "href=").count == 1)
    let isClosed = page.contains("default-src &#39;none&#39;")
    #expect(isClosed, "and its policy says so")
  }

  /// 2 000 cases, tags and nodes, 240 windows, counts beyond 10^6, and long names from outside.
  @Test func theLargestRunStaysSmallAndSaysWhatIsLeftOut() {
    let page = ReportPage(SampleRun.largest()).bytes
    #expect(page.count < 1_000_000)
    let text = String(decoding: page, as: UTF8.self)
    for noun in ["cases", "tags", "nodes"] {
      #expect(text.firstMatch(of: try! Regex("[0-9]+ \(noun) are listed")) != nil, "\(noun)")
    }
    #expect(HTMLCheck.problems(page) == [])
  }

  @Test(.enabled(if: HTMLCheck.isAvailable)) func theCheckFindsWhatIsWrong() {
    #expect(HTMLCheck.problems(Array("<!doctype html><p id=a><b></p><p id=a>".utf8)).count >= 2)
  }

  @Test func figuresNearWhatTheGeneratorAddsAreGrey() {
    var report = SampleRun.report(200)
    func greyCells() -> Int {
      let page = String(decoding: ReportPage(report).bytes, as: UTF8.self)
      return page.components(separatedBy: "<td class=\"n faint\">").count
    }
    let before = greyCells()
    report.generator.lag = .init(p50: 10, p99: 10)
    #expect(greyCells() > before + 5)
  }

  @Test func timeoutsAreLongerThanTheirLimitAndNotANumber() {
    let page = String(decoding: ReportPage(SampleRun.timeouts()).bytes, as: UTF8.self)
    for words in ["<dd>&gt; 1 m 00 s", "40 were cut by a limit or a stop", "response time, successes alone"] {
      let isSaid = page.contains(words)
      #expect(isSaid, "\(words)")
    }
  }

  @Test func saysWhatMattersFirst() throws {
    let page = String(decoding: ReportPage(SampleRun.report()).bytes, as: UTF8.self)
    let order = [
      "sample</h1>", "<b>Failed</b>", "Success rate", "Thresholds</h2>", "What broke</h2>", "Over time</h2>",
      "How latencies are spread</h2>", "Latency</h2>", "Nodes</h2>", "Parameters against each other</h2>",
      "Parts of the run</h2>", "Cases</h2>", "Slowest</h2>", "Generator</h2>", "How it was run</h2>",
      "Environment</h2>", "Run it again</h2>",
    ]
    let places = try order.map { try #require(page.range(of: $0)?.lowerBound, "\($0)") }
    #expect(places == places.sorted())
  }

  @Test func aQuantileThatTheSampleCannotCarryIsNotShown() {
    let page = String(decoding: ReportPage(SampleRun.report(100)).bytes, as: UTF8.self)
    #expect(page.contains("needs 368 values, there are"))
    let summary = TerminalSummary(SampleRun.report(60)).lines.joined(separator: "\n")
    #expect(summary.contains("n/a"))
  }

  @Test(arguments: [0, 1, 2, 30]) func evenTheSmallestRunHasAPage(count: Int) {
    #expect(ReportPage(SampleRun.report(count, thresholds: [])).bytes.count > 1000)
  }

  @Test func theSummaryFitsEightyColumns() {
    for line in TerminalSummary(SampleRun.report()).lines { #expect(line.count <= 100, "\(line)") }
  }

  @Test func figuresNeverFlatter() {
    #expect(
      Figures.percent(0.99999) == "99.999 %" && Figures.percent(1) == "100 %"
        && Figures.percent(0.00001) == "0.001 %")
    #expect(
      Figures.seconds(0.99996) == "1.00 s" && Figures.seconds(0.0123) == "12.3 ms"
        && Figures.seconds(200) == "3 m 20 s")
  }

  @Test(arguments: [(0.0, 2), (1, 3), (7, 4), (0.003, 4), (123_456, 4)] as [(Double, Int)])
  func axesEndAtRoundTicks(maximum: Double, least: Int) {
    let axis = Axis(maximum: maximum)
    #expect(axis.ticks.count >= least - 1 && axis.ticks.count <= 8 && axis.top >= maximum)
  }

  /// What nobody has to act upon is no warning: it stands with how the run was made, in every form.
  @Test func remarksAreNoWarnings() {
    var report = SampleRun.report(40)
    (report.notes, report.remarks) = (["look at this"], ["2 shards <began>"])
    let page = String(decoding: ReportPage(report).bytes, as: UTF8.self)
    #expect(page.contains("<p class=\"warning\">look at this</p>"))
    #expect(page.contains("<p class=\"note\">2 shards &lt;began&gt;</p>"))
    let lines = TerminalSummary(report).lines
    #expect(lines.contains("  NOTE  look at this") && lines.contains("  note  2 shards <began>"))
  }

  /// Columns of nodes that no node has anything in are left out: they would push others out of the window.
  @Test(arguments: [true, false]) func emptyColumnsOfNodesAreLeftOut(fails: Bool) {
    var (random, report) = (SeededGenerator(seed: 1), SampleRun.report(40))
    var result = SampleRun.result(1, &random)
    if fails { result.attempts[0].exchanges[0].nodes[0].status = "failed" }
    report.measurements = RunMeasurements()
    report.measurements.record(result)
    let page = String(decoding: NodesSection(report).html.text.utf8, as: UTF8.self)
    #expect(page.contains(">failed</th>") == fails && !page.contains(">retries</th>"))
  }
}
