import RunModel
import Testing

@testable import Judgement

/// How thresholds of a run stand that was cut.
@Suite struct RunCutTests {
  private static let threshold = ThresholdDefinition(expression: "success_rate > 0.9")
  private static let other = ThresholdDefinition(expression: "tasks > 1")

  private func bounded(_ cut: RunCut, _ outcome: ThresholdVerdict.Outcome) -> ThresholdVerdict {
    cut.bounding(
      ThresholdVerdict(threshold: Self.threshold, outcome: outcome, measured: "x", explanation: "why"))
  }

  /// The one that ended the run says so, and passes for nothing.
  @Test(arguments: [
    (ThresholdVerdict.Outcome.fail, ThresholdVerdict.Outcome.fail, "it ended the run"),
    (.noData, .noData, "it ended the run"),
    (.pass, .inconclusive, "it ended the run, but does not fail by all that was done until the end"),
    (.inconclusive, .inconclusive, "it ended the run, but does not fail by all that was done until the end"),
  ]) func theOneThatEndedIt(
    judged: ThresholdVerdict.Outcome, outcome: ThresholdVerdict.Outcome, explanation: String
  ) {
    let verdict = bounded(.threshold(Self.threshold), judged)
    #expect(verdict.outcome == outcome && verdict.explanation == explanation && verdict.abortedRun)
  }

  @Test(arguments: [ThresholdVerdict.Outcome.pass, .fail, .inconclusive, .noData])
  func anotherThresholdEndedIt(
    judged: ThresholdVerdict.Outcome
  ) {
    let verdict = bounded(.threshold(Self.other), judged)
    #expect(verdict.outcome == judged && verdict.explanation == "why" && !verdict.abortedRun)
  }

  /// What holds of a part of a run may not hold of the whole; what fails has failed.
  @Test(arguments: [ThresholdVerdict.Outcome.pass, .fail, .inconclusive, .noData]) func aPersonEndedIt(
    judged: ThresholdVerdict.Outcome
  ) {
    let verdict = bounded(.user, judged)
    let passes = judged == .pass
    #expect(verdict.outcome == (passes ? .inconclusive : judged) && !verdict.abortedRun)
    #expect(
      verdict.explanation == (passes ? "it holds by what was done when the run was interrupted" : "why"))
  }
}
