import Statistics

/// A run in a few figures: what a list of runs needs, so that it need not read whole reports. Written beside each
/// report as `summary.json`.
package struct RunSummary: Sendable, Hashable, Codable {
  /// A figure with its 95 % interval.
  package struct Estimate: Sendable, Hashable, Codable {
    /// The estimate.
    package var value: Double
    /// Lower end.
    package var low: Double
    /// Upper end.
    package var high: Double
  }

  /// The version that this build writes; others are made again from the report.
  package static let currentVersion = 1
  /// The most places of ``finished``.
  package static let places = 32

  /// Version of the format.
  package var version = RunSummary.currentVersion
  /// The run's id.
  package var runID: String
  /// The scenario's name.
  package var name: String
  /// Words that it is found by; `nil` for none.
  package var tags: [String]?
  /// When it began (UTC, ISO 8601).
  package var startedAt: String
  /// Seconds.
  package var duration: Double
  /// What its thresholds came to.
  package var verdict: RunVerdict
  /// Why it did not pass, the gravest reason; `nil` when it did, and where it is not known.
  package var reason: String?
  /// How many thresholds it has.
  package var thresholds: Int
  /// Tasks after the warm-up.
  package var tasks: Int
  /// How many of them succeeded.
  package var succeeded: Int
  /// Tasks that ran to an end of their own, warm-up included, a second.
  package var perSecond: Double
  /// Share, 0 to 1; of the tasks that ended, where the run was cut.
  package var success: Estimate?
  /// Seconds, as far as the sample carries it.
  package var median: Estimate?
  /// Seconds, as far as the sample carries it.
  package var p95: Estimate?
  /// Seconds, as far as the sample carries it.
  package var firstTextP95: Estimate?
  /// How far its figures are the server's; `nil` for a run that was too short to tell.
  package var grade: GeneratorGrade?
  /// The most frequent class of failure.
  package var worstFailure: String?
  /// Tasks over time, in at most ``places`` stretches: succeeded, and not.
  package var finished: [[Int]]

  /// How a list calls a run without thresholds.
  package static let unjudged = "not judged"
  /// The verdict in a word.
  package var word: String { verdict == .passed && thresholds == 0 ? Self.unjudged : verdict.rawValue }

  /// Of a report.
  package init(_ report: ReportDocument) {
    let measurements = report.measurements
    let counts = measurements.statistics
    (runID, name, startedAt) = (
      report.runID.cropped(200), report.name.cropped(200), report.startedAt.cropped(40)
    )
    (duration, verdict) = (report.duration, report.verdict)
    reason = report.reasons?.first { $0.kind.verdict == report.verdict }?.text.cropped(200)
    tags = report.tags.map { RunTags.shown($0) }
    thresholds = report.thresholds.count
    (tasks, succeeded) = (counts.total, counts.succeeded)
    perSecond = report.duration > 0 ? Double(measurements.inclusive.completed) / report.duration : 0
    success = report.success.map {
      Estimate(value: $0.proportion.estimate, low: $0.interval.low, high: $0.interval.high)
    }
    median = Self.quantile(0.5, measurements.series(.responseTime).sample)
    p95 = Self.quantile(0.95, measurements.series(.responseTime).sample)
    firstTextP95 = Self.quantile(0.95, measurements.series(.timeToFirstText).sample)
    grade = report.generator.grade?.grade
    worstFailure = measurements.failures.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key
    finished = Self.stretches(measurements.windows.windows)
  }

  /// `nil` when the sample cannot carry it, or what was cut hides it.
  private static func quantile(_ share: Double, _ sample: CensoredSample) -> Estimate? {
    guard sample.carries(share), let value = sample.quantile(share) else { return nil }
    let interval = sample.quantileInterval(share)
    guard value.low == value.high, interval.high.isFinite else { return nil }
    return Estimate(value: value.low / 1e9, low: interval.low / 1e9, high: interval.high / 1e9)
  }

  private static func stretches(_ windows: [TimeWindow]) -> [[Int]] {
    let step = max(1, (windows.count + places - 1) / places)
    return stride(from: 0, to: windows.count, by: step).map { start in
      let part = windows[start..<min(start + step, windows.count)]
      let succeeded = part.reduce(0) { $0 + $1.finished[0] }
      return [succeeded, part.reduce(0) { $0 + $1.total } - succeeded]
    }
  }
}
