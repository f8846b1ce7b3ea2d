import Foundation
import RunModel
import Statistics
import Testing

@testable import Judgement
@testable import Pages
@testable import Report

/// Several runs of one scenario: figures over runs, and when they are narrow enough.
@Suite struct RepeatTests {
  /// `scipy.stats.t.interval(0.95, 4, 3, scipy.stats.sem([1, 2, 3, 4, 5]))`, and the standard deviation by the mean.
  @Test func figuresHaveStudentsInterval() throws {
    let figure = try #require(RepeatedFigures.figure(.responseP95, [1, 2, nil, 3, 4, 5]))
    #expect(figure.mean == 3)
    #expect(abs(try #require(figure.low) - 1.036_757) < 1e-4)
    #expect(abs(try #require(figure.high) - 4.963_243) < 1e-4)
    #expect(abs(try #require(figure.variation) - 0.527_046) < 1e-6)
    #expect(abs(try #require(figure.precision) - 0.654_414) < 1e-4)
  }

  @Test func oneRunHasNoIntervalAndNoneNoFigure() throws {
    let figure = try #require(RepeatedFigures.figure(.cost, [0.5]))
    #expect(figure.low == nil && figure.variation == nil && figure.precision == nil)
    #expect(RepeatedFigures.figure(.cost, [nil, nil]) == nil)
    let success = try #require(RepeatedFigures.figure(.successRate, [1, 1, 0.9]))
    #expect(success.high == 1)
  }

  @Test func invalidRunsAreInNoFigure() {
    let entries = [0.5, 0.6, 9].enumerated().map { index, value in
      HistoryEntry(
        run: "r\(index)", scenario: "s", startedAt: "t", verdict: index == 2 ? .invalid : .failed,
        figures: ["response_time.p50": .init(value: value)])
    }
    #expect(RepeatedFigures.of(entries).map(\.mean) == [0.55])
  }

  @Test(arguments: [
    ("ttft.p95=5%", HistoryMetric.firstTextP95, 0.05), ("response_time.p50=0.5%", .responseMedian, 0.005),
    ("success_rate=100%", .successRate, 1),
  ]) func aGoalIsRead(text: String, metric: HistoryMetric, precision: Double) throws {
    let goal = try #require(RepeatGoal(text))
    #expect(goal.metric == metric && goal.precision == precision && goal.description == text)
  }

  @Test(arguments: [
    "ttft.p95", "ttft.p95=5", "ttft.p96=5%", "capacity=5%", "=5%", "ttft.p95=0%", "ttft.p95=x%", "",
  ])
  func whatIsNoGoal(text: String) { #expect(RepeatGoal(text) == nil) }

  /// Runs whose figure varies by 10 %, until its mean is known to 5 %: how many it takes, and how often the interval
  /// holds the truth though it was looked at after every run.
  @Test func theGoalIsReachedAndTheIntervalStillHolds() {
    let goal = RepeatGoal(metric: .responseP95, precision: 0.05)
    var (covered, runs, reached) = (0, 0, 0)
    for seed in 0..<1000 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      var values: [Double?] = []
      var figure: RepeatReport.Figure?
      repeat {
        values.append(1 + 0.1 * NormalDistribution.quantile(random.uniform(1e-9, 1 - 1e-9)))
        figure = RepeatedFigures.figure(.responseP95, values)
      } while values.count < 100 && !goal.isReached([figure].compactMap(\.self))
      runs += values.count
      if goal.isReached([figure].compactMap(\.self)) { reached += 1 }
      if let figure, figure.low ?? 0 <= 1, 1 <= figure.high ?? 0 { covered += 1 }
    }
    #expect(reached == 1000)
    #expect((14_000...22_000).contains(runs), "\(runs)")
    #expect((900...960).contains(covered), "\(covered)")
  }

  static func report(_ values: [Double], goal: RepeatGoal? = nil, hostile: String? = nil) -> RepeatReport {
    let entries = values.enumerated().map { index, value in
      HistoryEntry(
        run: "r\(index)", scenario: "s", startedAt: "2026-11-28T04:0\(index % 10):00Z",
        figures: [
          "response_time.p95": .init(value: value), "success_rate": .init(value: 1),
          "cost_per_task": .init(value: 0.1),
        ])
    }
    return RepeatReport(
      name: hostile ?? "shop", startedAt: "2026-11-28T04:00:00Z", duration: 90,
      runs: values.indices.map {
        .init(folder: hostile ?? "runs/r\($0)", verdict: .passed, tasks: 100, startedAt: hostile ?? "2026")
      }, figures: RepeatedFigures.of(entries), goal: goal, limit: 30, endedBy: hostile)
  }

  @Test func saysHowFarItIs() {
    let goal = RepeatGoal(metric: .responseP95, precision: 0.05)
    let narrow = Self.report([1, 1.01, 0.99, 1, 1.02], goal: goal)
    #expect(
      narrow.verdict == .passed && RepeatText(narrow).sentence.hasSuffix("as asked (response_time.p95=5%)."))
    let wide = Self.report([1, 2, 1, 2, 1], goal: goal)
    #expect(wide.verdict == .inconclusive && RepeatText(wide).sentence.contains("runs would do"))
    #expect(RepeatText(Self.report([1, 2])).lines.contains { $0.hasPrefix("  NOTE  of fewer than 5 runs") })
    #expect(RepeatText(wide).markdown.contains("| response_time.p95 |"))
  }

  @Test func thePageIsValid() {
    let hostile = "</style><script>alert(1)</script>\u{0}\u{202e}&\"'"
    for report in [Self.report([1, 2, 1.5]), Self.report([1]), Self.report([1, 2], hostile: hostile)] {
      let page = RepeatPage(report).bytes
      #expect(HTMLCheck.problems(page) == [])
      #expect(!String(decoding: page, as: UTF8.self).contains("<script>alert"))
    }
  }

  @Test(.enabled(if: Browser.path != nil)) func worksAtThreeWidths() throws {
    let seen = try Browser.open(
      RepeatPage(Self.report([1, 1.2, 1.1, 0.9, 1, 1.3])).bytes,
      script: """
        const wide = page.documentElement.scrollWidth - view.innerWidth;
        return (wide > 0 ? wide + ' px too wide' : 'nothing wider') + ', ' + page.querySelectorAll('.chart').length;
        """)
    #expect(seen.console == [] && seen.findings == Array(repeating: "nothing wider, 3", count: 3))
  }
}
