/// What ended a run before all was done that was to be done. What it cancelled speaks for nothing, and what was done
/// cannot pass for the whole.
package enum RunCut: Sendable, Hashable {
  /// A threshold that ends the run when it fails.
  case threshold(ThresholdDefinition)
  /// A person, or the program around.
  case user

  /// What cut a run that has such a report; `abortedBy` is what its report does not say yet.
  package init?(of report: ReportDocument, abortedBy: ThresholdDefinition? = nil) {
    if let threshold = abortedBy ?? report.thresholds.first(where: \.abortedRun)?.threshold {
      self = .threshold(threshold)
    } else if case .user? = report.stopReason {
      self = .user
    } else {
      return nil
    }
  }
}
