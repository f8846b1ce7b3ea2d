import RunModel

/// What ended a run before all was done that was to be done. What it cancelled speaks for nothing, and what was done
/// cannot pass for the whole.
package enum RunCut: Sendable, Hashable {
  /// A threshold that ends the run when it fails.
  case threshold(ThresholdDefinition)
  /// A person, or the program around.
  case user

  /// What cut a run that has such a report.
  init?(of report: ReportDocument, abortedBy: ThresholdDefinition?) {
    if let threshold = abortedBy ?? report.thresholds.first(where: \.abortedRun)?.threshold {
      self = .threshold(threshold)
    } else if case .user? = report.stopReason {
      self = .user
    } else {
      return nil
    }
  }

  /// How a threshold stands that was judged by what was done until then.
  func bounding(_ verdict: ThresholdVerdict) -> ThresholdVerdict {
    switch self {
    case .threshold(let threshold) where threshold == verdict.threshold: endedTheRun(verdict)
    case .threshold: verdict
    case .user: interrupted(verdict)
    }
  }

  private func endedTheRun(_ verdict: ThresholdVerdict) -> ThresholdVerdict {
    var verdict = verdict
    verdict.abortedRun = true
    switch verdict.outcome {
    case .fail, .noData: verdict.explanation = "it ended the run"
    case .pass, .inconclusive:
      verdict.outcome = .inconclusive
      verdict.explanation = "it ended the run, but does not fail by all that was done until the end"
    }
    return verdict
  }

  private func interrupted(_ verdict: ThresholdVerdict) -> ThresholdVerdict {
    guard verdict.outcome == .pass else { return verdict }
    var verdict = verdict
    verdict.outcome = .inconclusive
    verdict.explanation = "it holds by what was done when the run was interrupted"
    return verdict
  }
}
