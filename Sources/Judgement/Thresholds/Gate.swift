import RunModel
import Statistics

/// Judges a run by thresholds. Pure.
package struct Gate: Sendable {
  /// A threshold, read.
  package struct Threshold: Sendable {
    /// As its author wrote it.
    package let definition: ThresholdDefinition
    /// What it says.
    package let expression: ThresholdExpression
  }

  /// The thresholds, read.
  package let thresholds: [Threshold]
  /// The run that `baseline(...)` means.
  package let baseline: ReportDocument?

  /// A gate of thresholds; without any, of ``ThresholdDefinition/somethingSucceeded``. Throws ``ThresholdProblem`` for the first that cannot be read, whose metrics cannot be
  /// had as it wants them, that names a tag which is not among the known ones, or that needs a baseline when there
  /// is none.
  package init(
    _ definitions: [ThresholdDefinition], baseline: ReportDocument? = nil, known: KnownTags? = nil
  ) throws {
    thresholds = try Self.orDefault(definitions).map { definition in
      let threshold = try Threshold(definition)
      try GateCheck(threshold: threshold, hasBaseline: baseline != nil, known: known).check()
      return threshold
    }
    self.baseline = baseline
  }

  /// A gate whose thresholds are not checked beyond their grammar: what cannot be had is judged as no data, and
  /// against a baseline that is not there nothing is concluded. Throws ``ThresholdProblem``.
  init(unchecked definitions: [ThresholdDefinition]) throws {
    thresholds = try Self.orDefault(definitions).map(Threshold.init)
    baseline = nil
  }

  private static func orDefault(_ definitions: [ThresholdDefinition]) -> [ThresholdDefinition] {
    definitions.isEmpty ? [.somethingSucceeded] : definitions
  }

  /// How each threshold stands, by what was measured until the last task under way had ended.
  package func judge(
    _ measurements: RunMeasurements, duration: Double, reached: ReachedLoad? = nil,
    cut: RunCut? = nil
  ) -> [ThresholdVerdict] {
    var lookup = MetricLookup(measurements, duration: duration, reached: reached)
    lookup.leavesOutCancelled = cut != nil
    return thresholds.map { threshold in
      var verdict = verdict(threshold, measurements, duration, lookup)
      if threshold.definition == .somethingSucceeded {
        verdict.explanation = "the default, since no threshold was set"
      }
      return cut?.bounding(verdict) ?? verdict
    }
  }

  private func verdict(
    _ threshold: Threshold, _ measurements: RunMeasurements, _ duration: Double, _ lookup: MetricLookup
  ) -> ThresholdVerdict {
    guard threshold.definition.window != nil else {
      let judge = ThresholdJudge(
        threshold, mode: threshold.definition.mode, lookup: lookup, baseline: baselineLookup)
      return judge.verdict(threshold.definition)
    }
    let windowed = WindowedJudge(
      threshold: threshold, measurements: measurements, duration: duration, baseline: baselineLookup,
      leavesOutCancelled: lookup.leavesOutCancelled)
    guard let (stretch, count) = windowed.decisive() else {
      return ThresholdVerdict(
        threshold: threshold.definition, outcome: threshold.definition.allowEmpty ? .pass : .noData,
        measured: "n/a")
    }
    var verdict = stretch.judge.verdict(threshold.definition)
    let time = "\(stretch.from) s to \(stretch.to) s"
    let place =
      stretch.outcome == .pass
      ? "the last of \(count) windows, \(time)" : "from \(time), one of \(count) windows"
    verdict.explanation = verdict.explanation.map { "\($0), \(place)" } ?? place
    return verdict
  }

  /// How each threshold stands while the run goes on, in short: of windows the last one.
  package func standings(_ measurements: RunMeasurements, elapsed: Double) -> [ThresholdVerdict] {
    let lookup = MetricLookup(measurements, duration: elapsed)
    return thresholds.map { threshold in
      let judge: ThresholdJudge?
      if threshold.definition.window == nil {
        judge = ThresholdJudge(
          threshold, mode: threshold.definition.mode, lookup: lookup, baseline: baselineLookup)
      } else {
        judge =
          WindowedJudge(
            threshold: threshold, measurements: measurements, duration: elapsed, baseline: baselineLookup
          ).latest()?.judge
      }
      return ThresholdVerdict(
        threshold: threshold.definition, outcome: judge?.outcome ?? .noData,
        measured: judge.map { MeasuredWords(expression: $0.expression, lookup: $0.lookup).text } ?? "n/a")
    }
  }

  var baselineLookup: MetricLookup? {
    baseline.map { MetricLookup($0.measurements, duration: $0.duration) }
  }

  /// What has to be kept apart during the run, so that its thresholds are judged to full precision.
  package var selections: [Selection] {
    var windowed: [[String: String]: Bool] = [:]
    for threshold in thresholds {
      for metric in threshold.expression.metrics where metric.isSelected {
        windowed[metric.tags, default: false] =
          windowed[metric.tags] == true || threshold.definition.window != nil
      }
    }
    return windowed.sorted { $0.key.sorted { $0 < $1 }.description < $1.key.sorted { $0 < $1 }.description }
      .map { Selection(tags: $0.key, windows: $0.value) }
  }
}

extension Gate.Threshold {
  init(_ definition: ThresholdDefinition) throws {
    self.definition = definition
    expression = try ThresholdExpression(parsing: definition.expression)
  }
}

extension ThresholdJudge {
  /// The verdict, with what was measured and what would decide it.
  func verdict(_ definition: ThresholdDefinition) -> ThresholdVerdict {
    let outcome = outcome
    let words = MeasuredWords(expression: expression, lookup: lookup)
    var verdict = ThresholdVerdict(
      threshold: definition, outcome: outcome == .noData && definition.allowEmpty ? .pass : outcome,
      measured: words.text, figures: words.figures)
    if case .compare(.metric(let metric), _, _) = expression {
      verdict.interval = lookup.proportion(metric)?.exact(dispersion: lookup.dispersion(metric))
    }
    if outcome == .inconclusive {
      let undecided = Undecided(judge: self)
      verdict.tasksNeeded = undecided.needed
      verdict.explanation = undecided.explanation
    }
    if outcome == .noData { verdict.explanation = "nothing was measured of it" }
    if let note = clusterNote {
      verdict.explanation = verdict.explanation.map { "\($0); \(note)" } ?? note
    }
    return verdict
  }

  /// How many times fewer independent ones the tasks are worth that an interval of the metric is made of.
  func intervalDispersion(_ metric: ThresholdMetric) -> Double {
    mode.judgesPoint ? 1 : lookup.dispersion(metric)
  }

  /// What the tasks are worth, when the threshold is about one share whose failures come in clusters, or about one quantile.
  private var clusterNote: String? {
    guard case .compare(.metric(let metric), _, _) = expression else { return nil }
    let dispersion = intervalDispersion(metric)
    guard dispersion > 1 else { return nil }
    if let share = lookup.proportion(metric) {
      return RunMeasurements.clusterNote(of: share.trials, dispersion, byCase: lookup.clustersByCase)
    }
    guard metric.aggregation.quantile != nil, let sample = lookup.sample(metric) else { return nil }
    return RunMeasurements.latencyNote(of: sample.count, dispersion)
  }
}

extension ThresholdMetric {
  /// Whether its part of the run has to be kept apart; of turns and calls all is kept anyway.
  fileprivate var isSelected: Bool { !tags.isEmpty && tags["turn"] == nil && tags["call"] == nil }
}
