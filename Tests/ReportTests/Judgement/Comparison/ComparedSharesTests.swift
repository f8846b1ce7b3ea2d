import RunModel
import Statistics
import Testing

@testable import Judgement
@testable import Report

/// When a drop of the success rate is shown, and how small a one a comparison could find.
@Suite struct ComparedSharesTests {
  /// scipy 1.17.1: the upper ends of Newcombe's intervals of 95 % and 99 % are -0.0419 and -0.0176 for 90,
  /// -0.0033 and 0.0205 for 95, 0.0279 and 0.0528 for 99.
  @Test(
    "A drop from 100 of 100 is shown where the interval leaves no change out",
    arguments: [
      (90, 0.05, true), (90, 0.01, true), (95, 0.05, true), (95, 0.01, false), (99, 0.05, false),
      (99, 0.01, false),
    ])
  func isDropShown(succeeded: Int, level: Double, isShown: Bool) throws {
    let before = try #require(Proportion(successes: 100, trials: 100))
    let after = try #require(Proportion(successes: succeeded, trials: 100))
    #expect(ComparedShares.independent(before, after, own: 1, other: 1).isDropShown(level) == isShown)
    #expect(!ComparedShares.independent(after, before, own: 1, other: 1).isDropShown(level))
  }

  /// scipy 1.17.1, from the description of `NextShares` (places of Jeffreys' distribution, binomial counts,
  /// Newcombe's interval of 95 %): where four of five comparisons of 40 and 40 tasks show a drop.
  @Test func theSmallestDropThatFourOfFiveComparisonsShow() {
    var report = SampleRun.report(0, thresholds: [])
    report.measurements = GateTests.run(40, of: 40)
    var side = ComparisonSide([report])
    side.outcomes = [nil]
    let power = SharePower(
      SuccessComparer(side, side, noise: nil), Effect(estimate: 0, standardError: 0.03),
      .init(unit: .requests, first: 1, second: 1), .init(latency: 0.05, success: 0.005, isStrict: false),
      level: 0.05)
    #expect(abs(power.smallestDetectable - 0.171723) < 1e-5)
  }
}
