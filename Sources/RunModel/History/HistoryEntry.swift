import Statistics

/// What a history keeps of a run: one line of JSON.
package struct HistoryEntry: Sendable, Hashable, Codable {
  /// The version that this build writes.
  package static let currentVersion = 1

  /// A figure with its 95 % interval.
  package struct Figure: Sendable, Hashable, Codable {
    /// The estimate: seconds, a share, tokens or money.
    package var value: Double
    /// Lower end, when the sample carries one.
    package var low: Double?
    /// Upper end, when the sample carries one.
    package var high: Double?

    package init(value: Double, low: Double? = nil, high: Double? = nil) {
      self.value = value
      self.low = low
      self.high = high
    }

    init(_ success: SuccessShare) {
      self.init(
        value: success.proportion.estimate, low: success.interval.low, high: success.interval.high)
    }
  }

  /// Version of the format.
  package var version = HistoryEntry.currentVersion
  /// Ids of the runs that it stands for.
  package var runs: [String]
  /// The scenario's name.
  package var scenario: String
  /// When it began (UTC, ISO 8601).
  package var startedAt: String
  /// A name of the build, as its user calls it.
  package var label: String?
  /// Words that the run is found by; `nil` for none.
  package var tags: [String]?
  /// The git commit.
  package var commit: String?
  /// SHA-256 of the cases.
  package var manifest: String
  /// Tasks after the warm-up.
  package var tasks: Int
  /// What the thresholds came to.
  package var verdict: RunVerdict
  /// Figures by the name of their metric.
  package var figures: [String: Figure]

  /// Of a report.
  package init(_ report: ReportDocument, label: String? = nil) {
    runs = report.runIDs
    scenario = report.name
    startedAt = report.startedAt
    (self.label, tags) = (label, report.tags.map { RunTags.shown($0) })
    commit = report.environment["commit"]
    manifest = report.manifest.contentHash
    tasks = report.measurements.statistics.total
    verdict = report.verdict
    figures = Dictionary(
      HistoryMetric.allCases.compactMap { metric in
        metric.figure(report).map { (metric.rawValue, $0) }
      }
    ) { first, _ in first }
  }

  /// Of a search for a capacity: a history of its own beside that of the scenario's runs. One that never broke stands
  /// there with the most that was tried.
  package init(_ search: CapacityReport, label: String? = nil) {
    runs = [search.id ?? "\(search.name) \(search.startedAt)"]
    scenario = "\(search.name): capacity in \(search.plan.over.noun)"
    (startedAt, self.label, commit) = (search.startedAt, label, search.environment["commit"])
    manifest = search.objective.joined(separator: ", ")
    tasks = search.steps.reduce(0) { $0 + $1.tasks }
    let isKnown = [.found, .neverBroke, .failedAtLeast].contains(search.answer.kind)
    verdict = isKnown ? search.verdict : .invalid
    let range = search.bracket
    let high = range.upperBound.isFinite && range.upperBound > range.lowerBound ? range.upperBound : nil
    figures = [
      HistoryMetric.capacity.rawValue: Figure(
        value: search.likeliestLoad, low: high.map { _ in range.lowerBound }, high: high)
    ]
    figures[HistoryMetric.throughput.rawValue] = search.sustainedStep.map { Figure(value: $0.throughput) }
  }

  package init(
    run: String, scenario: String, startedAt: String, manifest: String = "", tasks: Int = 0,
    verdict: RunVerdict = .passed, figures: [String: Figure]
  ) {
    runs = [run]
    (self.scenario, self.startedAt, self.manifest) = (scenario, startedAt, manifest)
    (self.tasks, self.verdict, self.figures) = (tasks, verdict, figures)
  }

  /// What a reader calls the build: its label, else its commit, else when it ran.
  package var build: String { label ?? commit.map { String($0.prefix(10)) } ?? startedAt }
}
