import Foundation
import RunModel
import Testing

@testable import Judgement
@testable import Pages
@testable import Report

/// The pages in a real browser, where there is one: nothing on its console, nothing wider than the window at three
/// widths, and a script that does what it says.
@Suite struct BrowserTests {
  @Test(.enabled(if: Browser.path != nil)) func theReportWorksAtThreeWidths() throws {
    let seen = try Browser.open(ReportPage(SampleRun.report(400)).bytes, script: Self.exercise)
    #expect(seen.console == [])
    #expect(seen.findings.count == 3, "\(seen.findings)")
    for finding in seen.findings {
      #expect(finding.contains("nothing wider"), "\(finding)")
      #expect(finding.contains("sorted ascending 2.."), "\(finding)")
      #expect(finding.contains("searched 1 of 12"), "\(finding)")
      #expect(finding.contains("pointer true, key true"), "\(finding)")
      #expect(finding.contains("one map, by p95"), "\(finding)")
    }
  }

  /// Whether a part has an even or an odd number of charts, its last one ends where the row does.
  @Test(.enabled(if: Browser.path != nil)) func noRowOfChartsIsHalfEmpty() throws {
    let seen = try Browser.open(
      ReportPage(SampleRun.report(400)).bytes,
      script: """
        const parts = [...page.querySelectorAll('.charts:not(.column)')].filter(part => part.children.length > 2);
        const edge = element => element.getBoundingClientRect().right;
        const gaps = () => parts.filter(part => edge(part.lastElementChild) < edge(part) - 1).length;
        const before = gaps();
        parts.forEach(part => part.lastElementChild.remove());
        return parts.length > 1 ? before + ' and ' + gaps() : 'too few parts';
        """)
    #expect(seen.console == [] && seen.findings == Array(repeating: "0 and 0", count: 3), "\(seen.findings)")
  }

  @Test(.enabled(if: Browser.path != nil)) func hostileTextRunsNothing() throws {
    let payload = PageTests.payloads.joined(separator: " ")
    let page = ReportPage(SampleRun.report(60, hostile: payload)).bytes
    let seen = try Browser.open(page, script: "return document.title === 'XSS' ? 'ran' : 'did not run'")
    #expect(seen.console == [] && seen.findings == Array(repeating: "did not run", count: 3))
  }

  /// The page's own policy stops what is not its own script, even if escaping had failed.
  @Test(.enabled(if: Browser.path != nil)) func foreignScriptsAreRefusedByThePolicy() throws {
    let page = String(decoding: ReportPage(SampleRun.report(30)).bytes, as: UTF8.self)
      .replacingOccurrences(of: "</main>", with: "<script>parent.document.title='XSS'</script></main>")
    let seen = try Browser.open(Array(page.utf8), script: "return parent.document.title")
    #expect(!seen.findings.contains("XSS"))
    #expect(seen.console.contains { $0.contains("Content Security Policy") })
  }

  /// Sorts, searches, points and chooses, as a reader would.
  private static let exercise = """
    const wide = page.documentElement.scrollWidth - view.innerWidth;
    const cases = page.getElementById('table-cases'), column = cases.tHead.rows[0].cells[2];
    column.querySelector('button').click(); column.querySelector('button').click();
    const counts = [...cases.tBodies[0].rows].map(row => row.cells[2].textContent);
    const order = counts.every((n, i) => !i || +counts[i - 1] <= +n) ? counts[0].length + '..' : 'wrong';
    const search = page.querySelector('input[data-table]');
    search.value = cases.tBodies[0].rows[0].cells[0].textContent.toUpperCase();
    search.dispatchEvent(new Event('input'));
    const chart = page.querySelector('.chart'), svg = chart.querySelector('svg'), box = svg.getBoundingClientRect();
    svg.dispatchEvent(new view.PointerEvent('pointermove', {clientX: box.left + box.width / 2, bubbles: true}));
    const pointer = !chart.querySelector('.tip').hidden && chart.querySelector('.tip').textContent.includes('succeeded');
    svg.dispatchEvent(new view.PointerEvent('pointerleave'));
    svg.dispatchEvent(new view.KeyboardEvent('keydown', {key: 'ArrowRight'}));
    const key = !chart.querySelector('.tip').hidden;
    const colour = page.getElementById('colour');
    colour.value = 'p95'; colour.dispatchEvent(new Event('change'));
    const maps = [...page.querySelectorAll('.map')].filter(map => !map.hidden).length;
    return (wide > 0 ? wide + ' px too wide' : 'nothing wider') + ', sorted ' + column.ariaSort + ' ' + order
      + ', searched ' + search.parentElement.querySelector('[role=status]').textContent
      + ', pointer ' + pointer + ', key ' + key + ', ' + (maps === 1 ? 'one map' : maps + ' maps')
      + ', by ' + (page.querySelector('.by-success') ? 'success' : 'p95');
    """
}
