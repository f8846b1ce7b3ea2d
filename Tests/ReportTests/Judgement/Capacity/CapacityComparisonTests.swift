import Foundation
import RunModel
import Statistics
import Testing

@testable import Judgement
@testable import Pages
@testable import Report

/// Two builds compared by what they hold.
@Suite struct CapacityComparisonTests {
  /// Searches of a modelled server that is so much of the usual one.
  static func searches(
    _ speed: Double, seeds: Range<UInt64> = 1..<2, noise: Double = 0.05, over unit: CapacityPlan.Unit = .rate,
    hostile: String? = nil
  ) -> [CapacityReport] {
    seeds.map { seed in
      CapacityPageTests.report(unit, hostile: hostile) { server in
        server = ModelledServer(places: 20 * speed, service: 0.5, seed: seed)
        server.noise = noise
      }
    }
  }

  static func compare(_ first: [CapacityReport], _ second: [CapacityReport]) throws -> CapacityComparison {
    try #require(CapacityComparer().compare(first, second))
  }

  /// libxml2's xmllint is the judge, where it is.
  static func checkJUnit(_ bytes: [UInt8]) throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/xmllint") else { return }
    try ValidationTool.withFolder { folder in
      try ReportFile.writeBytes(bytes, to: "\(folder)/a.xml")
      let schema = ValidationTool.root.appending(path: "Tests/ReportTests/Fixtures/junit.xsd").path()
      let result = try ValidationTool.run(
        "/usr/bin/xmllint", ["--noout", "--nonet", "--schema", schema, "\(folder)/a.xml"])
      #expect(result.code == 0, "\(result.output)")
    }
  }

  /// Noise of 5 % from step to step, one search a side: two hundred pairs.
  @Test(arguments: [1.0, 0.85, 1.25]) func theIntervalHoldsTheTruth(speed: Double) throws {
    var (covered, worse, better) = (0, 0, 0)
    for seed in 1...200 as ClosedRange<UInt64> {
      let comparison = try Self.compare(
        Self.searches(1, seeds: seed..<(seed + 1)), Self.searches(speed, seeds: (seed + 900)..<(seed + 901)))
      if try #require(comparison.low) <= speed, speed <= (try #require(comparison.high)) { covered += 1 }
      if comparison.outcome == .worse { worse += 1 }
      if comparison.outcome == .better { better += 1 }
    }
    #expect(covered >= 188, "\(covered) of 200")
    #expect(speed < 1 ? worse >= 180 : worse <= 4, "\(worse) of 200 worse")
    #expect(speed > 1 ? better >= 180 : better <= 10, "\(better) of 200 better")
  }

  @Test func severalSearchesKnowTheirOwnNoise() throws {
    let comparison = try Self.compare(
      Self.searches(1, seeds: 1..<6), Self.searches(0.9, seeds: 10..<15))
    #expect(comparison.outcome == .worse)
    #expect(abs(try #require(comparison.ratio) - 0.9) < 0.03)
    #expect(!comparison.notes.contains { $0.hasPrefix("one search a side") })
    #expect(comparison.first.capacities.count == 5 && comparison.sentence.contains("\u{2026}"))
  }

  @Test func usersAreExactWhenTheyAre() throws {
    let (first, second) = (
      CapacityGateTests.report(.found, held: 40, broke: 41),
      CapacityGateTests.report(.found, held: 32, broke: 33)
    )
    let comparison = try Self.compare([first], [second])
    #expect(comparison.outcome == .worse && comparison.ratio == 0.8)
    #expect(
      comparison.sentence
        == "The first side holds 40 users, the second 32 users: it holds less, -20 % (-25 to -14 %)."
    )
    #expect(try Self.compare([first], [first]).outcome == .inconclusive)
  }

  @Test func whatIsKnownFromOneSideOnlyRemains() throws {
    let found = CapacityGateTests.report(.found, held: 40, broke: 41)
    let more = CapacityGateTests.report(.neverBroke, held: 64)
    #expect(try Self.compare([found], [more]).outcome == .better)
    #expect(try Self.compare([found], [more]).change == "+60 % or more")
    #expect(try Self.compare([more], [found]).outcome == .worse)
    #expect(try Self.compare([more], [more]).outcome == .inconclusive)
    let none = CapacityGateTests.report(.failedAtLeast, broke: 1)
    #expect(try Self.compare([found], [none]).outcome == .worse)
    let limited = CapacityGateTests.report(.generatorLimit, held: 30)
    #expect(try Self.compare([found], [limited]).outcome == .inconclusive)
  }

  @Test func curvesAreComparedAtTheLoadsThatBothMade() throws {
    let comparison = try Self.compare(Self.searches(1, noise: 0), Self.searches(0.8, noise: 0))
    let curve = try #require(comparison.curves.first { $0.figure == "response_time.p95" })
    #expect(
      curve.points.map(\.load).prefix(2) == [12.5, 25] && curve.points.allSatisfy { $0.second >= $0.first })
    #expect(curve.points.last.map { $0.second > $0.first } == true && curve.ratio > 1)
  }

  @Test func whatDiffersIsNoPair() throws {
    let (users, rate) = (Self.searches(1, over: .users), Self.searches(1))
    #expect(try Self.compare(users, rate).outcome == .invalid)
    var other = Self.searches(1)
    other[0].objective = ["ttft.p95 < 9s"]
    #expect(try Self.compare(rate, other).outcome == .invalid)
    #expect(try Self.compare(rate, other).sentence.hasPrefix("Not comparable: the objectives differ"))
    var comparer = CapacityComparer()
    comparer.ignoresDifferences = true
    #expect(comparer.compare(rate, other)?.outcome == .inconclusive)
    #expect(comparer.compare(users, rate)?.outcome == .invalid)
    #expect(comparer.compare([], rate) == nil)
  }

  @Test(arguments: [0.8, 1, 1.3]) func everyFormIsValid(speed: Double) throws {
    let hostile = "</style><script>alert(1)</script>\u{0}\u{202e}&\"'|"
    for text in [nil, hostile] {
      let comparison = try Self.compare(
        Self.searches(1, hostile: text), Self.searches(speed, hostile: text))
      for format in CapacityComparisonFormats.everyFormat {
        let bytes = try format.render(comparison)
        let isMarkup = ["html", "junit", "markdown"].contains(format.name)
        let hasMarkup = String(decoding: bytes, as: UTF8.self).contains("<script>alert")
        #expect(!isMarkup || !hasMarkup, "\(format.name)")
        if format.name == "html" { #expect(HTMLCheck.problems(bytes) == []) }
        if format.name == "junit" { try Self.checkJUnit(bytes) }
        if format.name == "json" {
          #expect(try JSONDecoder().decode(CapacityComparison.self, from: Data(bytes)) == comparison)
        }
      }
    }
  }

  @Test func everyFormOfASearchIsValid() throws {
    var hostile = Self.searches(1, hostile: "</style><script>alert(1)</script>\u{0}\u{202e}&\"'|=1")[0]
    hostile.thresholds = try CapacityGate(["capacity >= 39/s", "capacity >= 90/s"], over: .rate).judge(
      hostile)
    for format in CapacityFormats.everyFormat {
      let text = String(decoding: try format.render(hostile), as: UTF8.self)
      let isMarkup = ["html", "junit", "markdown"].contains(format.name)
      #expect(!isMarkup || !text.contains("<script>alert"), "\(format.name)")
    }
    let xml = CapacityJUnit.render(hostile)
    try Self.checkJUnit(Array(xml.utf8))
    #expect(xml.contains("tests=\"3\" failures=\"1\""))
    let plain = Self.searches(1)[0]
    #expect(CapacityMarkdown.render(plain).contains("| 12.5 | held |"))
    #expect(String(decoding: CapacitySteps.csv(plain), as: UTF8.self).contains("\r\n1,12.5,held,30,900,900,"))
    #expect(CapacityText(hostile).lines.contains { $0.hasPrefix("  fail: capacity >= 90/s: measured ") })
  }

  @Test func aHistoryFindsTheBuildThatHoldsLess() throws {
    let entries = (0..<24).map { index -> HistoryEntry in
      var report = Self.searches(index < 15 ? 1 : 0.8, seeds: UInt64(index + 1)..<UInt64(index + 2))[0]
      (report.id, report.startedAt) = (
        "search-\(index)", "2026-11-\(10 + index / 2)T\(10 + index % 2):00:00Z"
      )
      return HistoryEntry(report, label: "build \(index)")
    }
    #expect(Set(entries.map(\.scenario)) == ["shop: capacity in arrivals a second"])
    let history = History(scenario: entries[0].scenario, of: entries)
    let trend = try #require(history.trends.first { $0.metric == .capacity })
    #expect(trend.changes.map(\.firstAfter) == ["build 15"] && trend.isWorse && history.isWorse)
    #expect(HTMLCheck.problems(HistoryPage([history]).bytes) == [])
  }

  @Test(.enabled(if: Browser.path != nil)) func worksAtThreeWidths() throws {
    let comparison = try Self.compare(Self.searches(1), Self.searches(0.8))
    let seen = try Browser.open(
      CapacityComparisonPage(comparison).bytes,
      script: """
        const wide = page.documentElement.scrollWidth - view.innerWidth;
        return (wide > 0 ? wide + ' px too wide' : 'nothing wider') + ', ' + page.querySelectorAll('.chart').length;
        """)
    #expect(seen.console == [] && seen.findings == Array(repeating: "nothing wider, 3", count: 3))
  }
}
