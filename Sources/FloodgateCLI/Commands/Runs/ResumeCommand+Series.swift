import FoundationEssentials
import Judgement
import LoadEngine
import Report
import RunModel
import Session

/// `floodgate resume` of a search for a capacity, or of a sweep.
extension ResumeCommand {
  /// Goes on from the steps on disk. Throws the exit code.
  func resumeSeries() async throws {
    try refuse(["--in-flight": inFlight != nil], "a run of cases; a step that was cut is made again")
    let cut = try CutSeries(folder: folder)
    let manifest = try await cut.manifest(ProcessInfo.processInfo.environment)
    let pace = cut.pace(
      atMost: try atMost.map(StepOptions.limit), mostRequests: try maxRequests.map(StepOptions.requests))
    let token = CancellationToken.onSignals()
    let text = SeriesLines(unit: cut.unit, isQuiet: output.quiet, asJSON: output.asJSON)
    try await showing.beside(output.options(reports: reports)) { options in
      let series = try StepSeries(
        manifest, objective: try cut.objective(of: manifest, pace), unit: cut.unit, pace: pace,
        options: options, token: token, keepsLoad: cut.keepsLoad)
      switch cut.content {
      case .search(let report): try await resume(report, cut, series, text)
      case .sweep(let report): try await resume(report, cut, series, text)
      }
    }
  }

  private func resume(
    _ report: CapacityReport, _ cut: CutSeries, _ series: StepSeries, _ text: SeriesLines
  ) async throws {
    var plan = report.plan
    if let steps {
      guard (1...100).contains(steps) else { throw UsageProblem("--steps is \(steps), expected 1 to 100") }
      plan.stepLimit = steps
    }
    let texts = (report.thresholds ?? []).map(\.threshold.expression) + judging.thresholds
    let gate = try CapacityGate(
      texts, over: plan.over, baseline: try judging.baseline.map(CapacityFile.read))
    let runs = try CapacityRuns(series, plan: plan, gate: gate, resuming: cut, heard: text.tell)
    text.begin()
    report.steps.forEach(text.tell)
    let outcome = try await runs.run()
    text.tell(outcome)
    throw ExitStatus(ofSearch: outcome.report, series.token).error
  }

  private func resume(_ report: SweepReport, _ cut: CutSeries, _ series: StepSeries, _ text: SeriesLines)
    async throws
  {
    try refuse(["--steps": steps != nil], "a search; a sweep has the steps that it was begun with")
    let variants = try await cut.variants(ProcessInfo.processInfo.environment)
    let runs = try SweepRuns(resuming: cut, report, series, variants: variants, heard: text.tell)
    text.begin()
    report.steps.forEach(text.tell)
    let outcome = try await runs.run()
    text.tell(outcome)
    if series.token.isInterrupted { throw ExitStatus.interrupted.error }
    throw (outcome.report.endedBy == nil ? ExitStatus.passed : .inconclusive).error
  }
}
