import RunModel

extension ReportDocument {
  /// The report with its thresholds judged by a gate, and the verdict that follows. Every command that speaks of a
  /// verdict gets it from here.
  ///
  /// The threshold that ended a run is known from the report itself: it cannot pass.
  package func judged(by gate: Gate, abortedBy: ThresholdDefinition? = nil) -> ReportDocument {
    var report = self
    report.thresholds = gate.judge(
      measurements, duration: duration, reached: reached, cut: RunCut(of: self, abortedBy: abortedBy))
    let reasons = report.reasons()
    report.reasons = reasons
    report.verdict = reasons.first?.kind.verdict ?? .passed
    report.diagnoses = Diagnoses.of(report)
    return report
  }

  /// The report judged by its own thresholds; of an old one by the rules of today. Throws ``ThresholdProblem``.
  package func judgedByItself() throws -> ReportDocument {
    judged(by: try Gate(unchecked: thresholds.map(\.threshold)))
  }
}

extension ThresholdDefinition {
  /// The threshold of a run that has no other: something must have succeeded.
  package static let somethingSucceeded = ThresholdDefinition(expression: "succeeded >= 1")
}
