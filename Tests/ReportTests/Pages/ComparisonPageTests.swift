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
      "sample</h1>", "<b>worse</b>", "success_rate", "beside the verdict", "Where it moved",
      "Change by quantile", "Distributions", "Cases</h2>", "Failed only on the second side",
      "How the sides differ", "How it was compared",
    ]
    let places = try order.map { try #require(page.range(of: $0)?.lowerBound, "\($0)") }
    #expect(places == places.sorted())
    #expect(page.utf8.count < 1_000_000)
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
