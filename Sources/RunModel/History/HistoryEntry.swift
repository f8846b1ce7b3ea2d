/// What a history keeps of a run: one line of JSON.
public struct HistoryEntry: Sendable, Hashable, Codable {
  /// The version that this build writes.
  public static let currentVersion = 1

  /// A figure with its 95 % interval.
  public struct Figure: Sendable, Hashable, Codable {
    /// The estimate: seconds, a share, tokens or money.
    public var value: Double
    /// Lower end, when the sample carries one.
    public var low: Double?
    /// Upper end, when the sample carries one.
    public var high: Double?

    package init(value: Double, low: Double? = nil, high: Double? = nil) {
      self.value = value
      self.low = low
      self.high = high
    }
  }

  /// Version of the format.
  public var version = HistoryEntry.currentVersion
  /// Ids of the runs that it stands for.
  public var runs: [String]
  /// The scenario's name.
  public var scenario: String
  /// When it began (UTC, ISO 8601).
  public var startedAt: String
  /// A name of the build, as its user calls it.
  public var label: String?
  /// The git commit.
  public var commit: String?
  /// SHA-256 of the cases.
  public var manifest: String
  /// Tasks after the warm-up.
  public var tasks: Int
  /// What the thresholds came to.
  public var verdict: RunVerdict
  /// Figures by the name of their metric.
  public var figures: [String: Figure]

  /// Of a report.
  public init(_ report: ReportDocument, label: String? = nil) {
    runs = report.runIDs
    scenario = report.name
    startedAt = report.startedAt
    self.label = label
    commit = report.environment["commit"]
    manifest = report.manifest.contentHash
    tasks = report.measurements.statistics.total
    verdict = report.verdict
    figures = Dictionary(
      HistoryMetric.allCases.compactMap { metric in
        metric.figure(report.measurements).map { (metric.rawValue, $0) }
      }
    ) { first, _ in first }
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
  public var build: String { label ?? commit.map { String($0.prefix(10)) } ?? startedAt }
}
