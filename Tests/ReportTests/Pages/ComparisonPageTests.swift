import Foundation
import RunModel
import Testing

@testable import Judgement
@testable import Pages
@testable import Report

@Suite struct ComparisonPageTests {
  private static func comparison(median: Double = 0.7, tasks: Int = 200) -> Comparison {
    Comparer().compare(
      ComparisonTests.runs(5, seed: 1, tasks: tasks),
      ComparisonTests.runs(5, seed: 2, median: median, success: 0.95, tasks: tasks))
  }

  @Test func saysWhatMattersFirst() throws {
    let page = String(decoding: ComparisonPage(Self.comparison()).bytes, as: UTF8.self)
    let order = [
      "sample</h1>", "<b>Worse</b>", "The second build ", "To see where: ", "<code>floodgate inspect ",
      "tasks that succeed<small>success_rate", "More figures, which do not decide", "<summary>Statistics",
      "Cases</h2>", "How the sides differ", "Where it moved",
      "Change by quantile", "Distributions", "How it was compared",
    ]
    let places = try order.map { try #require(page.range(of: $0)?.lowerBound, "\($0)") }
    #expect(places == places.sorted())
    #expect(page.utf8.count < 1_000_000)
  }

  /// Outside of what is behind a click stands no word of statistics, and tables have five columns.
  @Test func theStatisticsAreBehindAClick() throws {
    let page = String(decoding: ComparisonPage(Self.comparison()).bytes, as: UTF8.self)
    let body = try #require(page.range(of: "</header>")).upperBound
    let open = page[body...].replacing(#/<details>.*?<\/details>/#.dotMatchesNewlines(), with: "")
      .replacing(#/<script>.*/#.dotMatchesNewlines(), with: "")
    for word in ["adjusted", "Holm", "Student", "McNemar", "95 %<", ">p<", "Benjamini"] {
      #expect(!open.contains(word), "\(word)")
    }
    #expect(open.contains(">figure</th>") && open.contains(">change</th><th scope=\"col\">verdict</th></tr>"))
    #expect(page.contains("adjusted by Holm"))
  }

  /// Parts of which no change is shown hide none that changed, and none that decides.
  @Test func onlyWhatChangedOrDecidesIsInTheOpen() throws {
    let open = ComparisonWordsTests.row("response_time.p50", -0.05, 0.18, .inconclusive)
    let found = ComparisonWordsTests.comparison(
      .worse, [open],
      nodes: [
        "Rerank": ComparisonWordsTests.row("response_time.p50", 0.09, 0.18, .worse),
        "LLM": ComparisonWordsTests.row("response_time.p50", -0.02, 0.02, .notWorse),
        "Start": beside("success_rate"),
      ])
    let page = String(decoding: ComparisonPage(found).bytes, as: UTF8.self)
    let section = try #require(page.range(of: "Nodes, by the server"))
    let rest = try #require(page.range(of: "<summary>More figures, of which no change is shown (1)"))
    let told = page[section.upperBound..<rest.lowerBound]
    #expect(told.contains(">Rerank") && told.contains(">LLM") && !told.contains(">Start"))
    #expect(page[rest.upperBound...].contains(">Start"))
  }

  private func beside(_ name: String) -> Comparison.Row {
    var row = ComparisonWordsTests.row(name, -0.01, 0.01, .inconclusive, unit: .share)
    row.isPrimary = false
    return row
  }

  /// On a telephone each figure is a card, and its verdict is seen without scrolling.
  @Test(.enabled(if: Browser.path != nil)) func theVerdictsAreSeenInANarrowWindow() throws {
    let seen = try Browser.open(
      ComparisonPage(Self.comparison()).bytes,
      script: """
        const pills = [...page.querySelectorAll('.five .pill')].filter(pill => pill.offsetParent);
        const ends = pills.map(pill => pill.getBoundingClientRect().right);
        return pills.length > 3 ? ends.filter(end => end > view.innerWidth).length + ' outside' : 'too few';
        """)
    #expect(seen.findings == Array(repeating: "0 outside", count: 3))
  }

  @Test(arguments: PageTests.payloads) func whatComesFromOutsideIsOnlyText(payload: String) {
    let reports = [SampleRun.report(40, hostile: payload)]
    let page = String(
      decoding: ComparisonPage(Comparer().compare(reports, reports)).bytes, as: UTF8.self)
    #expect(page.components(separatedBy: "<script>").count == 2, "only the page's own")
    for tag in ["<img", "onerror=alert(1)>", "\u{1b}", "\u{0}"] { #expect(!page.contains(tag)) }
  }

  @Test(.enabled(if: Browser.path != nil)) func worksAtThreeWidths() throws {
    let seen = try Browser.open(
      ComparisonPage(Self.comparison()).bytes,
      script: """
        for (const part of page.querySelectorAll('details')) part.open = true;
        const wide = page.documentElement.scrollWidth - view.innerWidth;
        const chart = page.querySelector('.chart'), svg = chart.querySelector('svg'), box = svg.getBoundingClientRect();
        svg.dispatchEvent(new view.PointerEvent('pointermove', {clientX: box.left + box.width / 2, bubbles: true}));
        return (wide > 0 ? wide + ' px too wide' : 'nothing wider') + ', ' + chart.querySelector('.tip').textContent;
        """)
    #expect(seen.console == [] && seen.findings.count == 3)
    for finding in seen.findings {
      #expect(finding.hasPrefix("nothing wider, ") && finding.contains("adjusted"), "\(finding)")
    }
  }

  @Test func everyFormRenders() throws {
    for name in ComparisonFormats.names {
      for comparison in [
        Self.comparison(tasks: 90), Comparer().compare([SampleRun.report(0)], [SampleRun.report(0)]),
      ] {
        let render = try #require(ComparisonFormats.renderer(named: name))
        let bytes = try render(comparison)
        #expect(!bytes.isEmpty && String(validating: bytes, as: UTF8.self) != nil, "\(name)")
        #expect(try render(comparison) == bytes, "\(name) is a pure function")
      }
    }
    #expect(ComparisonFormats.renderer(named: "pdf") == nil)
  }
}
