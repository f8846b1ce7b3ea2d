/// A scenario run several times: the figures of each run, and what they say together. A versioned document.
package struct RepeatReport: Sendable, Hashable, Codable {
  /// The version that this build writes.
  package static let currentVersion = 1

  /// A figure over the runs. The run is the unit: requests of one run share its luck.
  package struct Figure: Sendable, Hashable, Codable {
    /// Which.
    package var metric: HistoryMetric
    /// Its value in each run; `nil` where the run's sample cannot carry it.
    package var values: [Double?]
    /// The mean of those that are known.
    package var mean: Double
    /// Student's 95 % interval of the mean; `nil` of one run.
    package var low: Double?
    /// Its upper end.
    package var high: Double?
    /// How far runs lie apart: their standard deviation, as a share of the mean; `nil` of one run, or of a mean of 0.
    package var variation: Double?

    package init(metric: HistoryMetric, values: [Double?], mean: Double) {
      (self.metric, self.values, self.mean) = (metric, values, mean)
    }

    /// Half of the interval, as a share of the mean; `nil` while it is not known.
    package var precision: Double? {
      guard let low, let high, mean != 0 else { return nil }
      return (high - low) / 2 / abs(mean)
    }
  }

  /// One run.
  package struct Run: Sendable, Hashable, Codable {
    /// Its folder, from that of the whole.
    package var folder: String
    /// What it came to.
    package var verdict: RunVerdict
    /// Tasks after the warm-up.
    package var tasks: Int
    /// When it began (UTC, ISO 8601).
    package var startedAt: String

    package init(folder: String, verdict: RunVerdict, tasks: Int, startedAt: String) {
      (self.folder, self.verdict, self.tasks, self.startedAt) = (folder, verdict, tasks, startedAt)
    }
  }

  /// Version of the format.
  package var schemaVersion = RepeatReport.currentVersion
  /// The scenario's name.
  package var name: String
  /// When the first run began (UTC, ISO 8601).
  package var startedAt: String
  /// How long all took, seconds.
  package var duration: Double
  /// The runs, in order.
  package var runs: [Run]
  /// The figures that at least one run has. Invalid and interrupted runs are in none.
  package var figures: [Figure]
  /// How narrow a figure was to become; `nil` for a number of runs alone.
  package var goal: RepeatGoal?
  /// The most runs.
  package var limit: Int
  /// What ended it before that, or before its goal; `nil` when nothing did.
  package var endedBy: String?
  /// Where the load went.
  package var targets: [TargetFacts]
  /// Where it ran.
  package var environment: [String: String]

  package init(
    name: String, startedAt: String, duration: Double, runs: [Run], figures: [Figure], goal: RepeatGoal?,
    limit: Int, endedBy: String? = nil, targets: [TargetFacts] = [], environment: [String: String] = [:]
  ) {
    (self.name, self.startedAt, self.duration) = (name, startedAt, duration)
    (self.runs, self.figures, self.goal, self.limit) = (runs, figures, goal, limit)
    (self.endedBy, self.targets, self.environment) = (endedBy, targets, environment)
  }

  /// Whether the goal is reached; `true` when there is none.
  package var reachedGoal: Bool { goal.map { $0.isReached(figures) } ?? true }

  /// The gravest of the runs' verdicts; *inconclusive* when they pass and the goal was not reached.
  package var verdict: RunVerdict {
    let gravest = runs.map(\.verdict).min() ?? .invalid
    return gravest == .passed && (!reachedGoal || endedBy != nil) ? .inconclusive : gravest
  }
}

/// How narrow the 95 % interval of a figure over runs is to become: `ttft.p95=5%`.
package struct RepeatGoal: Sendable, Hashable, Codable {
  /// Which figure.
  package var metric: HistoryMetric
  /// Half of its interval, as a share of its mean.
  package var precision: Double

  /// With fewer runs an interval that happens to be narrow would end it too often.
  package static let leastRuns = 5

  package init(metric: HistoryMetric, precision: Double) {
    (self.metric, self.precision) = (metric, precision)
  }

  /// Whether the figures are as narrow, of enough runs.
  package func isReached(_ figures: [RepeatReport.Figure]) -> Bool {
    guard let figure = figures.first(where: { $0.metric == metric }),
      figure.values.count(where: { $0 != nil }) >= Self.leastRuns
    else { return false }
    return figure.variation == 0 || (figure.precision ?? .infinity) <= precision
  }
}

extension RepeatGoal: LosslessStringConvertible {
  /// From `metric=percent%`; `nil` for what is none. The share goes from 0.1 % to 100 %.
  package init?(_ text: String) {
    let parts = text.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, let metric = HistoryMetric(rawValue: String(parts[0])), metric.isOfRuns,
      parts[1].hasSuffix("%"), let percent = Double(parts[1].dropLast()), (0.1...100).contains(percent)
    else { return nil }
    self.init(metric: metric, precision: percent / 100)
  }

  /// As it is written.
  package var description: String { "\(metric.rawValue)=\(Figures.short(precision * 100))%" }
}

extension HistoryMetric {
  /// Whether runs have it; the others are of searches for a capacity.
  package var isOfRuns: Bool { self != .capacity && self != .throughput }
}
