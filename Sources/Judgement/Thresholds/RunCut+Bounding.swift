import RunModel

extension RunCut {
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
