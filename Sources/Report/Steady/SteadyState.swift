import RunModel

/// The part of a load over time in which it is steady, beside the whole run, by rule. Pure.
///
/// Of users who do not pause it is the longest time in which at least 95 % of them are in flight; of a constant rate of
/// arrivals the time after the warm-up and, when response times change their level once, after that; of any other plan the
/// time after the warm-up.
package struct SteadyState: Sendable, Equatable {
  /// Something that makes the steady part worth less than it looks.
  package struct Warning: Sendable, Equatable {
    /// What it is.
    package enum Kind: String, Sendable, CaseIterable {
      /// There is little of it.
      case short
      /// More arrives than the server does: a queue grows without end.
      case outrun
      /// Response times still rise.
      case rising
      /// Response times have two levels.
      case twoLevels = "two levels"
    }
    package let kind: Kind
    package let text: String
  }

  /// Seconds since the run's begin.
  package let span: Range<Double>
  /// How it was found, in words.
  package let rule: String
  /// All of the plan's time, its warm-up included.
  package let whole: WindowSum
  /// The steady part.
  package let steady: WindowSum
  package let warnings: [Warning]

  /// Shorter plans have no parts, windows.
  private static let least = 10

  /// Of a report; `nil` without one load over time, of a plan that is too short, and of a run that ended before it.
  package init?(_ report: ReportDocument) {
    let (windows, policy) = (report.measurements.windows, report.execution)
    guard let length = policy.load.length, report.duration >= length - 1, report.parts == nil else {
      return nil
    }
    let planned = policy.load.coolDownStart.map { ($0 - .zero).inSeconds } ?? length
    let end = Int(planned) / windows.width
    let begin =
      Int((report.measurements.warmUpEnd.map { ($0 - .zero).inSeconds } ?? 0).rounded(.up)) / windows.width
    guard end - begin >= Self.least, windows.windows.count >= end else { return nil }
    let found = SteadyRule(windows, policy, begin..<end, duration: report.duration).found
    let width = Double(windows.width)
    span = Double(found.range.lowerBound) * width..<Double(found.range.upperBound) * width
    rule = found.rule
    whole = WindowSum(windows, 0..<end, duration: report.duration)
    steady = WindowSum(windows, found.range, duration: report.duration)
    warnings =
      SteadyWarnings(
        windows, policy, planned: begin..<end, steady: found.range, sum: steady, levels: found.levels
      ).all
  }
}
