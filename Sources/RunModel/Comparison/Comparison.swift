import Statistics

/// Two builds compared: one run or several a side. A versioned document, from which every form is made.
public struct Comparison: Sendable, Hashable, Codable {
  /// The version that this build writes.
  public static let currentVersion = 1

  /// What a figure, or the whole, comes to.
  public enum Outcome: String, Sendable, Codable, CaseIterable {
    /// Shown to be on the bad side, and more than the margin by the best estimate.
    case worse
    /// Shown to be on the good side.
    case better
    /// Shown to be not worse than the margin.
    case notWorse = "not worse than the margin"
    /// The sample cannot tell.
    case inconclusive
    /// The sides do not belong together, or a run is broken: no figure counts.
    case invalid
  }

  /// Version of the format.
  public var schemaVersion = Comparison.currentVersion
  /// What it comes to.
  public var outcome: Outcome
  /// The first side: what is compared with.
  public var first: Side
  /// The second side: what is judged.
  public var second: Side
  /// How the runs were used.
  public var design: Design
  /// What counts as no change worth a word.
  public var margins: Margins
  /// Figures of the whole run. The primary ones are judged together.
  public var rows: [Row]
  /// Where the latencies moved.
  public var shifts: [Shift]
  /// By scenario, variant, node and case.
  public var tables: [Table]
  /// Outcomes of the tasks that were done on both sides.
  public var pairing: Pairing?
  /// How clustered failures are.
  public var dispersions: [Dispersion?]
  /// Cases that always succeeded on the first side and failed on the second.
  public var newlyFailing: [ChangedCase]
  /// Cases that failed on the first side and always succeeded on the second.
  public var newlySucceeding: [ChangedCase]
  /// How the sides differ.
  public var differences: [Difference]
  /// What a reader should know.
  public var notes: [String]

  package init(
    outcome: Outcome, first: Side, second: Side, design: Design, margins: Margins, rows: [Row],
    shifts: [Shift], tables: [Table], pairing: Pairing? = nil, dispersions: [Dispersion?],
    newlyFailing: [ChangedCase], newlySucceeding: [ChangedCase], differences: [Difference], notes: [String]
  ) {
    self.outcome = outcome
    self.first = first
    self.second = second
    self.design = design
    self.margins = margins
    self.rows = rows
    self.shifts = shifts
    self.tables = tables
    self.pairing = pairing
    self.dispersions = dispersions
    self.newlyFailing = newlyFailing
    self.newlySucceeding = newlySucceeding
    self.differences = differences
    self.notes = notes
  }
}

extension Comparison {
  /// The runs of a side.
  public struct Side: Sendable, Hashable, Codable {
    /// The runs, in order.
    public var runs: [Run]

    package init(runs: [Run]) {
      self.runs = runs
    }
  }

  /// One run.
  public struct Run: Sendable, Hashable, Codable {
    /// Its id.
    public var id: String
    /// The scenario's name.
    public var name: String
    /// When it began (UTC, ISO 8601).
    public var startedAt: String
    /// Seconds.
    public var duration: Double
    /// Tasks after the warm-up.
    public var tasks: Int
    /// What its thresholds came to.
    public var verdict: RunVerdict
    /// The server's versions, as they say themselves.
    public var serverVersions: [String]
    /// Where the load went.
    public var targets: [String]
    /// The scenario's file, as its run named it.
    public var scenarioFile: String?

    package init(
      id: String, name: String, startedAt: String, duration: Double, tasks: Int, verdict: RunVerdict,
      serverVersions: [String], targets: [String], scenarioFile: String? = nil
    ) {
      self.id = id
      self.name = name
      self.startedAt = startedAt
      self.duration = duration
      self.tasks = tasks
      self.verdict = verdict
      self.serverVersions = serverVersions
      self.targets = targets
      self.scenarioFile = scenarioFile
    }
  }

  /// How the runs were used.
  public struct Design: Sendable, Hashable, Codable {
    /// What is independent of each other.
    public enum Unit: String, Sendable, Codable {
      /// Runs of both sides in turns: each pair gives one ratio.
      case pairs
      /// Runs.
      case runs
      /// Stretches of time of one run a side.
      case blocks
      /// Requests: there was too little time for blocks.
      case requests
    }

    /// The unit.
    public var unit: Unit
    /// How many units the first side has.
    public var first: Int
    /// How many units the second side has.
    public var second: Int
    /// Seconds of one block.
    public var blockSeconds: Double?
    /// The noise from run to run that is assumed with one run a side, as a share.
    public var assumedRunNoise: Double?

    package init(
      unit: Unit, first: Int, second: Int, blockSeconds: Double? = nil, assumedRunNoise: Double? = nil
    ) {
      self.unit = unit
      self.first = first
      self.second = second
      self.blockSeconds = blockSeconds
      self.assumedRunNoise = assumedRunNoise
    }
  }

  /// What counts as no change worth a word.
  public struct Margins: Sendable, Hashable, Codable {
    /// A share of a latency, of tokens, of cost.
    public var latency: Double
    /// Of the success rate, as a share: 0.005 is half a point.
    public var success: Double
    /// Whether only an interval wholly beyond the margin is worse.
    public var isStrict: Bool

    package init(latency: Double, success: Double, isStrict: Bool) {
      self.latency = latency
      self.success = success
      self.isStrict = isStrict
    }
  }

  /// Tasks that were done on both sides.
  public struct Pairing: Sendable, Hashable, Codable {
    /// Pairs of tasks of the same case.
    public var pairs: Int
    /// Pairs in which only the first side succeeded.
    public var onlyFirst: Int
    /// Pairs in which only the second side succeeded.
    public var onlySecond: Int
    /// McNemar's mid-p.
    public var p: Double

    package init(pairs: Int, onlyFirst: Int, onlySecond: Int, p: Double) {
      self.pairs = pairs
      self.onlyFirst = onlyFirst
      self.onlySecond = onlySecond
      self.p = p
    }
  }

  /// A case whose outcome changed.
  public struct ChangedCase: Sendable, Hashable, Codable {
    /// Its id.
    public var id: String
    /// Its parameters, in short.
    public var label: String
    /// The last failure's class.
    public var failure: String?

    package init(id: String, label: String, failure: String? = nil) {
      self.id = id
      self.label = label
      self.failure = failure
    }
  }
}
