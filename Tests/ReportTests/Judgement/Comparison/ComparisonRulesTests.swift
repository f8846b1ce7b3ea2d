import RunModel
import Statistics
import Testing

@testable import Judgement

/// Which figures are compared, and what they come to together.
@Suite struct ComparisonRulesTests {
  private static func row(_ outcome: Comparison.Outcome) -> Comparison.Row {
    ComparisonWordsTests.row("response_time.p50", -0.05, 0.18, outcome)
  }

  @Test(
    "A node that is worse decides where the whole cannot tell, and only there",
    arguments: [
      (.inconclusive, .worse, .worse), (.inconclusive, .notWorse, .inconclusive),
      (.notWorse, .worse, .notWorse), (.better, .worse, .better), (.worse, .notWorse, .worse),
    ] as [(Comparison.Outcome, Comparison.Outcome, Comparison.Outcome)])
  func nodes(whole: Comparison.Outcome, node: Comparison.Outcome, overall: Comparison.Outcome) {
    #expect(RowJudge.overall([Self.row(whole)], nodes: [Self.row(node)]) == overall)
  }

  @Test(
    "In each run one value must lie beyond the quantile, and all together carry it",
    arguments: [(5, 20, true), (5, 19, false), (4, 20, true), (3, 20, false), (1, 72, true), (1, 71, false)])
  func p95(runs: Int, values: Int, isCarried: Bool) {
    var histogram = Histogram()
    for value in 1...values { histogram.record(Int64(value) * 1_000_000) }
    let run = CensoredSample(observed: histogram)
    #expect(LatencySide(Array(repeating: run, count: runs), 0.95).isCarried == isCarried)
  }

  @Test func onlyFiguresThatAreNotThereAreMissing() {
    let missing = MissingFigures(first: [], second: []).rows(
      ["response_time.p50", "ttft.p95", "success_rate"], beside: [Self.row(.notWorse)])
    #expect(missing.map(\.name) == ["ttft.p95", "success_rate"])
    #expect(missing.allSatisfy { $0.isPrimary && $0.note == "nothing was measured of it" })
  }
}
