import RunModel
import Statistics

/// Compares two builds: the reports of one run or several a side. Pure, and the same bytes for the same reports.
package struct Comparer: Sendable {
  /// A change that does not matter: a share of a latency, of tokens, of cost.
  package var latencyMargin: Double
  /// A change that does not matter: points of the success rate, as a share.
  package var successMargin: Double
  /// Whether only an interval wholly beyond the margin is worse; else it is enough that a change is shown and that the
  /// best estimate lies beyond the margin.
  package var isStrict = false
  /// The noise from run to run that is supposed when there is one run a side.
  package var runNoise = RunNoise.assumed
  /// Whether the runs were made in turns, so that the n-th of both sides belong together.
  package var isPaired = false
  /// What two starts of one build are known to differ by, as a share of a latency, when both sides take turns within one
  /// run each; `nil` when nothing is known.
  package var deploymentNoise: Double?
  /// The look that judges, of several at an experiment that goes on; `nil` for the only one.
  package var look: SequentialLook?
  /// Whether sides that do not belong together are judged all the same.
  package var ignoresDifferences = false
  /// Whether nodes that are shown to be slower speak in the verdict.
  package var nodesDecide = true
  /// The figures that the verdict rests on. Of the default ones those that cannot be computed are passed over; one that
  /// was set and cannot be computed is inconclusive.
  package var primary = Comparer.defaultPrimary { didSet { isPrimaryChosen = true } }
  private var isPrimaryChosen = false

  /// The figures that the verdict rests on by default.
  package static let defaultPrimary = [
    "success_rate", "response_time.p50", "response_time.p95", "ttft.p95", "time_per_token.p50",
  ]

  /// Every figure of a whole run that can be compared.
  package static var figures: [String] {
    ["success_rate", "tokens_per_task", "cost_per_task"]
      + latencies.flatMap { name, shares in shares.map { LatencyComparer.label(name, $0) } }
  }

  /// Latencies and the quantiles that are compared.
  static let latencies: [(MetricName, [Double])] = [
    (.responseTime, [0.5, 0.95, 0.99]), (.serviceTime, [0.5, 0.95]), (.timeToFirstText, [0.5, 0.95, 0.99]),
    (.interToken, [0.5, 0.95]), (.timePerToken, [0.5, 0.95]), (.serverElapsed, [0.5, 0.95]),
    (.overhead, [0.5, 0.95]),
  ]

  /// A comparer; 5 % of a latency and half a point of success do not matter.
  package init(latencyMargin: Double = 0.05, successMargin: Double = 0.005) {
    self.latencyMargin = latencyMargin
    self.successMargin = successMargin
  }

  /// Compares the second side with the first.
  package func compare(_ first: [ReportDocument], _ second: [ReportDocument]) -> Comparison {
    compare(ComparisonSide(first), ComparisonSide(second))
  }

  /// Compares the turns of two runs.
  package func compare(_ units: TurnUnits) -> Comparison { compare(units.first, units.second, units.turns) }

  /// Compares sides that may know the outcome of every task.
  package func compare(_ first: ComparisonSide, _ second: ComparisonSide) -> Comparison {
    compare(first, second, nil)
  }

  private func compare(_ first: ComparisonSide, _ second: ComparisonSide, _ turns: Comparison.Turns?)
    -> Comparison
  {
    let latency = LatencyComparer(
      first.reports, second.reports, paired: isPaired, runNoise: runNoise, turns: turns)
    let success = SuccessComparer(first, second, noise: turns == nil ? runNoise : nil)
    var rows = rows(first, second, latency, success)
    let judge = RowJudge(margins: margins, look: look)
    judge.judge(&rows)
    var tables = GroupComparer(
      first.reports, second.reports, latency, judge,
      decidingNodes(first.reports + second.reports, latency.design)
    ).tables
    if let longer = LongerAnswers(rows, margin: latencyMargin) {
      longer.explain(&rows)
      longer.explain(&tables)
    }
    let tasks = [first, second].map { $0.reports.reduce(0) { $0 + $1.measurements.statistics.total } }
    let power = RowPower(
      design: latency.design, margins: margins, tasks: min(tasks[0], tasks[1]), success: success)
    let runsNeeded = power.add(to: &rows)
    power.add(to: &tables)
    let changes = CaseChanges(first.reports, second.reports)
    var comparison = Comparison(
      outcome: .inconclusive, first: first.facts, second: second.facts, design: latency.design,
      margins: margins, rows: rows,
      shifts: [.responseTime, .timeToFirstText, .timePerToken].compactMap(latency.shift),
      tables: tables, pairing: success.pairing, dispersions: success.dispersions,
      newlyFailing: changes.failing,
      newlySucceeding: changes.succeeding,
      differences: SideDifferences.find(first.reports, second.reports),
      notes: ComparisonNotes.notes(latency, success, rows) + [changes.note].compactMap(\.self))
    comparison.runsNeeded = runsNeeded
    comparison.outcome = outcome(comparison)
    comparison.drift = Self.drift(first.answers, second.answers, labels: labels(second.reports))
    return comparison
  }

  /// Every figure that can be compared, not yet judged.
  private func rows(
    _ first: ComparisonSide, _ second: ComparisonSide, _ latency: LatencyComparer, _ success: SuccessComparer
  ) -> [Comparison.Row] {
    var rows = [success.row].compactMap(\.self)
    rows += Self.latencies.flatMap { name, shares in
      shares.compactMap { latency.row(name, $0) }
    }
    rows += UsageComparer(latency).rows + LengthComparer(latency).rows
    for index in rows.indices { rows[index].isPrimary = primary.contains(rows[index].name) }
    guard isPrimaryChosen else { return rows }
    return rows + MissingFigures(first: first.reports, second: second.reports).rows(primary, beside: rows)
  }

  /// How answers differ; `nil` unless both sides have answers to the same case. `labels`: what cases ask.
  package static func drift(
    _ first: CaseAnswers, _ second: CaseAnswers, labels: [String: String] = [:]
  ) -> AnswerDrift? {
    DriftComparer(first, second, labels: labels).drift
  }

  /// What cases ask.
  private func labels(_ reports: [ReportDocument]) -> [String: String] {
    reports.reduce(into: [:]) { labels, report in
      for (id, cell) in report.measurements.cases { labels[id] = cell.label }
    }
  }

  private func outcome(_ comparison: Comparison) -> Comparison.Outcome {
    if !ignoresDifferences, comparison.differences.contains(where: \.isInvalidating) { return .invalid }
    return RowJudge.overall(comparison.rows, nodes: comparison.decidingNodes.map(\.row))
  }

  /// `nil` with one run a side, which knows nothing of what nodes do from run to run.
  private func decidingNodes(_ reports: [ReportDocument], _ design: Comparison.Design) -> DecidingNodes? {
    nodesDecide && design.hasRuns ? DecidingNodes(reports) : nil
  }

  private var margins: Comparison.Margins {
    .init(latency: latencyMargin, success: successMargin, isStrict: isStrict)
  }
}
