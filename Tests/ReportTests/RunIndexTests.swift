import Foundation
import RunModel
import Testing

@testable import Judgement
@testable import Pages
@testable import Report

@Suite struct RunIndexTests {
  /// A folder of runs, removed afterwards.
  private static func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID().uuidString)").path()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private static func add(_ report: ReportDocument, as name: String, to folder: String, summary: Bool = true)
    throws
  {
    let run = folder + "/" + name
    try FileManager.default.createDirectory(atPath: run, withIntermediateDirectories: true)
    try ReportFile.write(report, to: run + "/report.json.gz")
    try ReportFile.writeBytes(ReportPage(report).bytes, to: run + "/report.html")
    if summary { try RunIndex.writeSummary(of: report, in: run) }
  }

  private static func page(_ folder: String) throws -> String {
    try String(contentsOfFile: folder + "/index.html", encoding: .utf8)
  }

  @Test func listsTheRunsOfAFolderNewestFirst() throws {
    try Self.inFolder { folder in
      for day in 1...4 {
        var report = SampleRun.report(100 * day)
        report.startedAt = "2026-11-0\(day)T12:00:00Z"
        try Self.add(report, as: "run-\(day)", to: folder, summary: day != 2)
      }
      try FileManager.default.createDirectory(atPath: folder + "/no run", withIntermediateDirectories: true)
      try Data("broken".utf8).write(to: URL(filePath: folder + "/no run/report.json.gz"))
      #expect(
        try RunIndex.write(folder, page: IndexPage.render) == 4,
        "one without a summary is read from its report, a broken one passed over")
      let page = try Self.page(folder)
      let places = (1...4).reversed().compactMap { page.range(of: "./run-\($0)/report.html")?.lowerBound }
      #expect(places.count == 4 && places == places.sorted())
      let hasTrends = page.contains("Success rate") && page.contains("p95 of response times")
      #expect(hasTrends)
    }
  }

  /// What was made of several runs has its place in the list, the newest first, and is no run.
  @Test func comparisonsAndSweepsAreListed() throws {
    try Self.inFolder { folder in
      try Self.add(SampleRun.report(40), as: "20261101T1-run", to: folder)
      for (name, page) in [
        ("20261102T1-a", "sweep.html"), ("20261103T1-b", "comparison.html"), ("20261104T1-c", "other.html"),
      ] {
        try FileManager.default.createDirectory(
          atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
        try Data("<p>".utf8).write(to: URL(filePath: "\(folder)/\(name)/\(page)"))
      }
      #expect(try RunIndex.write(folder, page: IndexPage.render) == 1)
      let index = try RunIndex(of: folder)
      #expect(index.series.map(\.folder) == ["20261103T1-b", "20261102T1-a"])
      #expect(index.series.map(\.kind) == ["comparison", "sweep"])
      let page = try Self.page(folder)
      #expect(page.contains("href=\"./20261102T1-a/sweep.html\"") && !page.contains("20261104T1-c"))
      #expect(try RunIndex(of: folder, mayRead: { !$0.hasSuffix("b") }).series.count == 1)
    }
  }

  /// Beside a verdict that is not the best one stands why.
  @Test func aVerdictHasItsReason() throws {
    var invalid = SampleRun.report(40)
    (invalid.verdict, invalid.reasons) = (.invalid, [VerdictReason(.noData, "there is <nothing> to judge")])
    for (report, reason) in [(invalid, "there is <nothing> to judge"), (SampleRun.run(1), nil)] {
      let summary = RunSummary(report)
      #expect(summary.reason == reason)
      let index = RunIndex(entries: [.init(folder: "a", hasPage: true, summary: summary)])
      let page = String(decoding: IndexPage.render(index), as: UTF8.self)
      #expect(page.contains("class=\"why\">there is &lt;nothing&gt; to judge<") == (reason != nil))
    }
    #expect(RunSummary(SampleRun.report(40)).reason?.contains("response_time.p95 < 1ms") == true)
  }

  @Test func theListIsTheSameWithAndWithoutSummaries() throws {
    try Self.inFolder { folder in
      try Self.add(SampleRun.report(200), as: "a", to: folder)
      try RunIndex.write(folder, page: IndexPage.render)
      let first = try Self.page(folder)
      try FileManager.default.removeItem(atPath: folder + "/a/summary.json")
      try RunIndex.write(folder, page: IndexPage.render)
      #expect(try Self.page(folder) == first)
      try Data(#"{"version": 99}"#.utf8).write(to: URL(filePath: folder + "/a/summary.json"))
      try RunIndex.write(folder, page: IndexPage.render)
      #expect(try Self.page(folder) == first, "a summary of another version is made again")
    }
  }

  @Test(arguments: PageTests.payloads + ["javascript:alert(1)//", "a b%20&?#\u{e9}"])
  func hostileNamesAreOnlyText(payload: String) throws {
    try Self.inFolder { folder in
      let name = String(payload.filter { $0 != "/" && $0 != "\0" })
      try Self.add(SampleRun.report(40, hostile: payload), as: name, to: folder)
      #expect(try RunIndex.write(folder, page: IndexPage.render) == 1)
      let page = try Self.page(folder)
      #expect(
        page.components(separatedBy: "<script").count == 2 && !page.contains("<img")
          && !page.contains("\u{1b}"))
      let target = try #require(
        page.components(separatedBy: "href=\"").dropFirst().first?.prefix { $0 != "\"" })
      #expect(target.hasPrefix("./") && target.dropFirst(2).removingPercentEncoding == name + "/report.html")
      #expect(HTMLCheck.problems(Array(page.utf8)) == [])
    }
  }

  @Test func aFolderWithoutRunsHasAList() throws {
    try Self.inFolder { folder in
      let count = try RunIndex.write(folder, page: IndexPage.render)
      let page = try Self.page(folder)
      #expect(count == 0 && page.contains("There is no run"))
    }
    #expect(throws: ReportFile.Problem.self) { try RunIndex.write("/nowhere", page: IndexPage.render) }
  }

  @Test func twoHundredRunsAreAllThatIsListed() throws {
    let summary = RunSummary(SampleRun.report(60))
    let entries = (0..<RunIndex.limit).map {
      RunIndex.Entry(folder: "run-\($0)", hasPage: true, summary: summary)
    }
    let page = IndexPage.render(RunIndex(entries: entries, leftOut: 7))
    #expect(page.count < 500_000)
    #expect(String(decoding: page, as: UTF8.self).contains("7 older runs are not listed"))
  }

  @Test(.enabled(if: Browser.path != nil)) func worksInABrowser() throws {
    let entries = (0..<9).map { index in
      var report = SampleRun.report(80 + index)
      report.startedAt = "2026-11-0\(index + 1)"
      return RunIndex.Entry(folder: "run-\(index)", hasPage: true, summary: RunSummary(report))
    }
    let seen = try Browser.open(
      IndexPage.render(RunIndex(entries: entries)),
      script: """
        page.querySelector('th button').click();
        return page.documentElement.scrollWidth > view.innerWidth ? 'too wide' : page.querySelector('tbody a').textContent;
        """)
    #expect(seen.console == [] && seen.findings == Array(repeating: "2026-11-01", count: 3))
  }
}
