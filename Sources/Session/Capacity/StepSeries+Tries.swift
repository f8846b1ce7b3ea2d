import Judgement
import RunModel

extension StepSeries {
  /// Runs a step until its state is steady, and judges it: a try that was not is the warm-up of the next one, which begins
  /// at once. Throws what keeps it from beginning.
  func run(_ load: Double, phase: String, _ journal: inout StepJournal) async throws -> Outcome {
    var tries = StepTries(times(of: load, journal), after: alike(journal))
    while true {
      var (outcome, state) = try await runOnce(load, phase: phase, tries.times, journal)
      if let next = tries.next(after: outcome.step, state),
        obstacle(before: load, next.times, journal) == nil
      {
        journal.spend(outcome.report)
        tries = next
      } else {
        outcome.step = tries.told(outcome.step, state)
        return outcome
      }
    }
  }

  /// Runs a try of a step, and judges it.
  private func runOnce(_ load: Double, phase: String, _ times: StepTimes, _ journal: StepJournal)
    async throws -> (Outcome, StepSteadiness)
  {
    var manifest = manifest
    manifest.header = journal.spent.left(of: manifest.header)
    if keepsLoad {
      manifest.header.name += settings.map { " with \($0.joined(separator: ", "))" } ?? ""
    } else {
      let shape = StepLoad(unit: unit, load: load, warmUp: times.warmUp, seconds: times.steady)
      manifest.header.execution = shape.policy(from: manifest.header.execution)
      manifest.header.name += " at \(unit.words(load))"
    }
    manifest.header.thresholds =
      alike(journal).isEmpty ? CapacityObjective.patient(objective) : objective
    let gate = try RunGate.make(for: &manifest)
    let outcome = try await run(manifest, gate)
    let report = outcome.report
    let end = times.steady > 0 ? times.end : report.duration
    let judge = StepJudge(
      unit: unit, load: load, objective: objective, warmUp: times.warmUp, end: end,
      fill: StepLength.fill(after: alike(journal)))
    var step = try judge.step(report, phase: phase)
    step.folder = "steps/\(outcome.paths.runID)"
    step.settings = settings
    // A load of the scenario's own may change as it likes.
    let state = StepSteadiness(report, warmUp: times.warmUp, end: keepsLoad ? times.warmUp : end)
    return (Outcome(step: step, report: report), state)
  }
}
