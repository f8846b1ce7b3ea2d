import RunModel
import Testing

@testable import Judgement

/// What is beyond doubt while tasks are under way, from few tasks.
@Suite struct AbortEvidenceTests {
  private static func rule(_ expression: String) throws -> AbortRule {
    AbortRule(try Gate([ThresholdDefinition(expression: expression, abortOnFail: true)]))
  }

  private static func ends(_ expression: String, _ succeeded: Int, of total: Int, underWay: Int = 0) throws
    -> Bool
  {
    try rule(expression).look(GateTests.run(succeeded, of: total), underWay: underWay, elapsed: 10) != nil
  }

  /// scipy 1.17.1: the logarithms of the e-values are 91.3, 67.8, 6.97 and 2.51; 4.61 is beyond doubt.
  @Test(
    "Tasks under way count as what speaks for the run, each as one task",
    arguments: [
      ("success_rate >= 0.98", 10, 40, 0, true), ("success_rate >= 0.98", 10, 40, 30, true),
      ("error_rate < 2%", 90, 100, 0, true), ("error_rate < 2%", 90, 100, 80, false),
      ("success_rate >= 0.9", 40, 60, 0, true), ("success_rate >= 0.9", 40, 60, 200, false),
    ])
  func underWay(expression: String, succeeded: Int, total: Int, underWay: Int, ends: Bool) throws {
    #expect(try Self.ends(expression, succeeded, of: total, underWay: underWay) == ends)
  }

  /// Every task takes 100 ms.
  @Test(arguments: [
    ("response_time.min > 1s", true), ("response_time.min > 50ms", false),
    ("response_time.min < 50ms", false),
    ("not (response_time.min < 1s)", true), ("response_time.max < 50ms", true),
    ("response_time.max > 1s", false), ("tasks <= 9", true), ("tasks <= 10", false),
  ]) func aMinimumOnlyFallsAndACountOnlyRises(expression: String, ends: Bool) throws {
    #expect(try Self.ends(expression, 10, of: 10) == ends)
  }

  @Test(arguments: [
    ("spent_tokens <= 100", true), ("tasks <= 5 and failed < 3", true), ("success_rate > 0.5", false),
    ("tasks <= 5 and success_rate > 0.5", false), ("response_time.max < 1s", false),
  ]) func budgetsAreThresholdsOnCountsAlone(expression: String, isBudget: Bool) throws {
    #expect(try Self.rule(expression).hasBudgets == isBudget)
  }

  @Test func aBudgetEndsTheRunOnceItIsExceeded() throws {
    let rule = try Self.rule("tasks <= 10")
    #expect(rule.lookAtBudgets(GateTests.run(10, of: 10), elapsed: 1) == nil)
    #expect(rule.lookAtBudgets(GateTests.run(11, of: 11), elapsed: 1)?.measured == "11")
  }
}
