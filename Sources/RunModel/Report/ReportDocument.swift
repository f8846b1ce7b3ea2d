import Statistics

/// A run's report: one versioned document, from which every format is made.
public struct ReportDocument: Sendable, Hashable, Codable {
  /// The version that this build writes; older ones can be read.
  package static let currentVersion = 2

  /// Version of the format.
  package var schemaVersion = ReportDocument.currentVersion
  /// The run's id.
  public var runID: String
  /// The ids of the runs that it was joined from; `nil` for a single run.
  package var parts: [String]?
  /// The scenario's name.
  public var name: String
  /// Words that it is found by (``RunTags``); `nil` for none.
  package var tags: [String]?
  /// When it began (UTC, ISO 8601).
  public var startedAt: String
  /// How long it took, seconds.
  public var duration: Double
  /// The manifest that was run.
  public var manifest: ManifestFacts
  /// How it was run.
  public var execution: ExecutionPolicy
  /// Where the load went.
  public var targets: [TargetFacts]
  /// What was measured.
  public var measurements: RunMeasurements
  /// How each threshold was judged.
  public var thresholds: [ThresholdVerdict]
  /// What the run comes to.
  public var verdict: RunVerdict
  /// Why, the gravest first; empty for a run that passed, `nil` in reports of older versions.
  public var reasons: [VerdictReason]?
  /// What the time says of the server; `nil` in reports of older versions.
  package var diagnoses: [Diagnosis]?
  /// Who stopped the run early.
  public var stopReason: StopReason?
  /// What the engine itself counted; `nil` in reports of older versions, and in those made from results.
  package var counts: RunCounts?
  /// The server's own record of the run, by target; `nil` when nobody asked for it.
  package var reconciliations: [Reconciliation]?
  /// An empty workflow before, beside and after the load; `nil` when there was none.
  package var baseline: BaselineReport?
  /// What was seen of the server's own metrics; `nil` when nothing was asked.
  package var observed: ObservedReport?
  /// How much of its plan of arrivals was begun in time; `nil` without one, or when the run was ended before.
  public var reached: ReachedLoad?
  /// The most attempts in flight at once.
  public var peakConcurrency: Int
  /// Whether the generator could keep up.
  public var generator: GeneratorHealth
  /// Where it ran: host, cores, kernel, versions, commit.
  package var environment: [String: String]
  /// What a reader should know.
  public var notes: [String]
  /// How it was made, where nobody has to do anything about it; `nil` for nothing.
  package var remarks: [String]?

  /// A report.
  package init(
    runID: String, name: String, startedAt: String, duration: Double, manifest: ManifestFacts,
    execution: ExecutionPolicy, targets: [TargetFacts], measurements: RunMeasurements,
    thresholds: [ThresholdVerdict], verdict: RunVerdict, stopReason: StopReason? = nil,
    peakConcurrency: Int = 0,
    generator: GeneratorHealth = .init(), environment: [String: String] = [:], notes: [String] = []
  ) {
    self.runID = runID
    self.name = name
    self.startedAt = startedAt
    self.duration = duration
    self.manifest = manifest
    self.execution = execution
    self.targets = targets
    self.measurements = measurements
    self.thresholds = thresholds
    self.verdict = verdict
    self.stopReason = stopReason
    self.peakConcurrency = peakConcurrency
    self.generator = generator
    self.environment = environment
    self.notes = notes
  }
}

extension ReportDocument {
  /// The ids of the runs that are in it: its own, or those of its parts.
  package var runIDs: [String] { parts ?? [runID] }

  /// The fact that names a run's pair, when both sides were run in turns.
  package static let pairFact = "pair"
  /// The fact that names the seconds of a turn, when both sides took turns within one run each.
  package static let turnFact = "turn_seconds"
  /// The fact that a run's turns were taken on both sides at once.
  package static let togetherFact = "turns_together"
}
