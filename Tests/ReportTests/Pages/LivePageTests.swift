import Foundation
import RunModel
import Testing

@testable import Judgement
@testable import Pages
@testable import Report

/// The pages that a server shows: a run under way, and the list with what can be done there.
@Suite struct LivePageTests {
  private static func live(hostile: String? = nil) -> [UInt8] {
    var standing = LiveStanding()
    (standing.run, standing.name, standing.elapsed, standing.planned) = ("r-1", hostile ?? "sample", 8, 900)
    for second in 1...8 {
      standing.series.add(elapsed: Double(second), finished: second * 50, inFlight: 30, asked: 50)
    }
    standing.thresholds = [
      .init(expression: hostile ?? "ttft.p95 < 1s", standing: "failing", value: hostile ?? "2 s")
    ]
    standing.failures = [hostile ?? "gateway"]
    standing.log.note(nil, standing, marks: [(0, hostile ?? "ramp")])
    return LivePage(
      LiveRun(standing: standing, report: SampleRun.report(400, hostile: hostile), note: hostile)
    )
    .bytes
  }

  private static func list(hostile: String? = nil) -> [UInt8] {
    var served = ServedIndex()
    (served.startable, served.problem) = ([hostile ?? "my.yaml"], hostile)
    var standing = LiveStanding()
    standing.name = hostile ?? "sample"
    served.underWay = [.init(folder: hostile ?? "r 1", standing: standing, canStop: true)]
    let entries = (0..<5).map { index in
      RunIndex.Entry(
        folder: (hostile ?? "run") + "\(index)", hasPage: true,
        summary: RunSummary(SampleRun.report(200, hostile: hostile)))
    }
    return IndexPage(RunIndex(entries: entries), served: served).bytes
  }

  @Test(arguments: [nil, "\"><script>x</script>\u{1b}"]) func areSoundPages(payload: String?) {
    for page in [Self.live(hostile: payload), Self.list(hostile: payload)] {
      #expect(HTMLCheck.problems(page) == [])
      let scripts = String(decoding: page, as: UTF8.self).components(separatedBy: "<script").count - 1
      #expect(scripts == 1, "only the page's own")
    }
  }

  @Test(arguments: [(24.0, "24 users"), (1200, "1\u{202f}200 users"), (2.5, "2.50 users")])
  func thePlanIsSaidInWholeUsers(asked: Double, words: String) {
    var standing = LiveStanding()
    (standing.asked, standing.askedUnit) = (asked, "users")
    let page = LivePage(LiveRun(standing: standing, report: SampleRun.report(40))).bytes
    #expect(String(decoding: page, as: UTF8.self).contains("the plan wants \(words)<"))
  }

  /// Who goes from part to part by keyboard hears which one it is: no two tables have one name, and none an internal one.
  @Test func tablesAreNamedByWhatTheyList() throws {
    let page = String(decoding: Self.live(), as: UTF8.self)
    let names = page.matches(of: #/role="region" aria-label="([^"]*)"/#).map { String($0.output.1) }
    #expect(names.contains("table by threshold") || names.contains("table by now"))
    #expect(names.count > 2 && Set(names).count == names.count && !names.contains("table"), "\(names)")
    #expect(!String(decoding: Self.list(), as: UTF8.self).contains("aria-label=\"runs-0\""))
  }

  /// Each field has its name, and nothing is wider than the window.
  @Test(.enabled(if: Browser.path != nil)) func fitThreeWidthsAndAreNamed() throws {
    for page in [Self.live(), Self.list()] {
      let seen = try Browser.open(
        page,
        script: """
          const wide = page.documentElement.scrollWidth - view.innerWidth;
          const bare = [...page.querySelectorAll('input, select, button')].filter(field =>
            !field.labels?.length && !field.ariaLabel && !field.textContent.trim()).length;
          return (wide > 0 ? wide + ' px too wide' : 'fits') + ', ' + bare + ' without a name';
          """)
      #expect(seen.findings == Array(repeating: "fits, 0 without a name", count: 3), "\(seen.findings)")
    }
  }
}
