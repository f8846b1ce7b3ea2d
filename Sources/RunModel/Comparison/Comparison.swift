import Statistics

/// Two builds compared: one run or several a side. A versioned document, from which every form is made.
package struct Comparison: Sendable, Hashable, Codable {
  /// The version that this build writes.
  package static let currentVersion = 1

  /// What a figure, or the whole, comes to.
  package enum Outcome: String, Sendable, Codable, CaseIterable {
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
  package var schemaVersion = Comparison.currentVersion
  /// What it comes to.
  package var outcome: Outcome
  /// The first side: what is compared with.
  package var first: Side
  /// The second side: what is judged.
  package var second: Side
  /// How the runs were used.
  package var design: Design
  /// What counts as no change worth a word.
  package var margins: Margins
  /// Figures of the whole run. The primary ones are judged together.
  package var rows: [Row]
  /// Where the latencies moved.
  package var shifts: [Shift]
  /// By scenario, variant, node and case.
  package var tables: [Table]
  /// Outcomes of the tasks that were done on both sides.
  package var pairing: Pairing?
  /// How clustered failures are.
  package var dispersions: [Dispersion?]
  /// Cases that surely fail more often on the second side.
  package var newlyFailing: [ChangedCase]
  /// Cases that surely fail more often on the first side.
  package var newlySucceeding: [ChangedCase]
  /// How their answers differ; `nil` when they were not kept on both sides.
  package var drift: AnswerDrift?
  /// How the sides differ.
  package var differences: [Difference]
  /// What a reader should know.
  package var notes: [String]
  /// Pairs, or runs a side, that tell all figures of the verdict in four of five tries when nothing changed; `nil` when that
  /// cannot be said.
  package var runsNeeded: Int?

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
  package struct Side: Sendable, Hashable, Codable {
    /// The runs, in order.
    package var runs: [Run]

    package init(runs: [Run]) {
      self.runs = runs
    }
  }

  /// One run.
  package struct Run: Sendable, Hashable, Codable {
    /// Its id.
    package var id: String
    /// The scenario's name.
    package var name: String
    /// When it began (UTC, ISO 8601).
    package var startedAt: String
    /// Seconds.
    package var duration: Double
    /// Tasks after the warm-up.
    package var tasks: Int
    /// What its thresholds came to.
    package var verdict: RunVerdict
    /// The server's versions, as they say themselves.
    package var serverVersions: [String]
    /// Where the load went.
    package var targets: [String]
    /// The scenario's file, as its run named it.
    package var scenarioFile: String?

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
  package struct Design: Sendable, Hashable, Codable {
    /// What is independent of each other.
    package enum Unit: String, Sendable, Codable {
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
    package var unit: Unit
    /// Whether runs were repeated: alone or in pairs.
    package var hasRuns: Bool { unit == .pairs || unit == .runs }
    /// How many units the first side has.
    package var first: Int
    /// How many units the second side has.
    package var second: Int
    /// Seconds of one block.
    package var blockSeconds: Double?
    /// The noise from run to run that is assumed with one run a side, as a share.
    package var assumedRunNoise: Double?
    /// Runs of a history that this noise comes from.
    package var noiseRuns: Int?
    /// How turns were taken; `nil` for whole runs.
    package var turns: Turns?

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
  package struct Margins: Sendable, Hashable, Codable {
    /// A share of a latency, of tokens, of cost.
    package var latency: Double
    /// Of the success rate, as a share: 0.005 is half a point.
    package var success: Double
    /// Whether only an interval wholly beyond the margin is worse.
    package var isStrict: Bool

    package init(latency: Double, success: Double, isStrict: Bool) {
      self.latency = latency
      self.success = success
      self.isStrict = isStrict
    }
  }

  /// Tasks that were done on both sides.
  package struct Pairing: Sendable, Hashable, Codable {
    /// Pairs of tasks of the same case.
    package var pairs: Int
    /// Pairs in which only the first side succeeded.
    package var onlyFirst: Int
    /// Pairs in which only the second side succeeded.
    package var onlySecond: Int
    /// McNemar's mid-p.
    package var p: Double

    package init(pairs: Int, onlyFirst: Int, onlySecond: Int, p: Double) {
      self.pairs = pairs
      self.onlyFirst = onlyFirst
      self.onlySecond = onlySecond
      self.p = p
    }
  }

  /// A case whose outcome changed.
  package struct ChangedCase: Sendable, Hashable, Codable {
    /// Its id.
    package var id: String
    /// Its parameters, in short.
    package var label: String
    /// The last failure's class.
    package var failure: String?
    /// Tasks that failed on the first and on the second side.
    package var failed: [Int]?
    /// Tasks of both sides.
    package var tasks: [Int]?

    package init(
      id: String, label: String, failure: String? = nil, failed: [Int]? = nil, tasks: [Int]? = nil
    ) {
      self.id = id
      self.label = label
      self.failure = failure
      self.failed = failed
      self.tasks = tasks
    }
  }
}
