import Judgement
import LoadEngine
import RunModel

/// Runs one step of a search: the scenario with its load replaced, to its own report.
struct StepRunner {
  let search: CapacityRuns
  let options: RunSession.Options

  /// What came of a step.
  struct Outcome {
    var step: CapacityStep
    var report: ReportDocument
  }

  /// Runs the step, and judges it. Throws what keeps it from beginning.
  func run(_ load: Double, _ phase: CapacitySearch.Phase, _ journal: CapacityJournal) async throws -> Outcome
  {
    let (warmUp, seconds) = (search.pace.warmUp, journal.length(of: load, search))
    var manifest = search.manifest
    let shape = StepLoad(unit: search.plan.over, load: load, warmUp: warmUp, seconds: seconds)
    manifest.header = journal.spent.left(of: manifest.header)
    manifest.header.execution = shape.policy(from: manifest.header.execution)
    manifest.header.name += " at \(shape.words)"
    manifest.header.thresholds = search.objective
    let gate = try RunGate.make(for: &manifest)
    let outcome = try await run(manifest, gate)
    let judge = StepJudge(
      unit: search.plan.over, load: load, objective: search.objective, warmUp: warmUp, end: warmUp + seconds)
    var step = try judge.step(outcome.report, phase: phase)
    step.folder = "steps/\(outcome.paths.runID)"
    return Outcome(step: step, report: outcome.report)
  }

  /// Each step has a token of its own: an objective that ends it does not end the search.
  private func run(_ manifest: PreparedRun, _ gate: Gate) async throws
    -> RunSession.Outcome
  {
    let token = CancellationToken()
    let user = search.token.attach { stage, reason in
      guard case .user(let text) = reason else { return }
      if stage == .abort { token.abort(reason: text) } else { token.cancel(reason: text) }
    }
    defer { search.token.detach(user) }
    return try await RunSession(manifest: manifest, gate: gate, options: options, token: token).run()
  }
}

extension ReportDocument {
  /// Whether what the scenario may spend ended the run: it is no whole step then.
  var endedByBudget: Bool {
    switch stopReason {
    case .maxCost?, .maxTokens?: true
    case .threshold?: thresholds.contains { $0.abortedRun && $0.threshold.source == "budget" }
    default: false
    }
  }
}
