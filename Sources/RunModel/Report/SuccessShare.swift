import Statistics

/// The share of tasks that succeeded, after the warm-up, as all that sums a run up shows it. Of a run that was cut (``RunCut``) it is
/// that of the tasks that ended before: nobody failed in what the cut cancelled.
package struct SuccessShare: Sendable, Hashable {
  /// Tasks that succeeded, of how many.
  package let proportion: Proportion
  /// Of 95 %, with failures that come in clusters counted for less.
  package let interval: Interval
  /// How many others the cut cancelled, which are left out.
  package let leftOut: Int

  /// `nil` of nothing.
  package init?(of report: ReportDocument) {
    let counts = report.measurements.statistics
    leftOut = RunCut(of: report) == nil ? 0 : counts.cancelledWithTheRun
    guard let share = Proportion(successes: counts.succeeded, trials: counts.total - leftOut) else {
      return nil
    }
    proportion = share
    interval = report.measurements.interval(of: share)
  }

  /// "93.5 %".
  package var rate: String { Figures.percent(proportion.estimate) }
  /// "95 %: 89.1 % to 96.5 %".
  package var range: String { "95 %: \(Figures.percents(interval))" }

  /// Of which tasks it is the share, where others are left out: "of the 187 that ended".
  package var basis: String? { leftOut > 0 ? "of the \(Figures.count(proportion.trials)) that ended" : nil }

  /// "187 of 200 tasks succeeded".
  package var sentence: String {
    let ended = leftOut > 0 ? " that ended" : ""
    return
      "\(Figures.count(proportion.successes)) of \(Figures.count(proportion.trials)) tasks\(ended) succeeded"
  }
}

extension ReportDocument {
  /// `nil` of nothing.
  package var success: SuccessShare? { SuccessShare(of: self) }
}
