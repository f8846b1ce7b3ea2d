import Judgement
import LoadEngine
import Pages
import Report
import RunModel

/// A search for a capacity: the steps that ``CapacitySearch`` asks for, each run as a load test of its own.
package struct CapacityRuns {
  package let series: StepSeries
  package let plan: CapacityPlan
  /// Hears of each step that is over.
  package let heard: @Sendable (CapacityStep) -> Void

  /// Throws ``UsageProblem`` for what cannot be searched.
  package init(
    _ series: StepSeries, plan: CapacityPlan, heard: @escaping @Sendable (CapacityStep) -> Void
  ) throws {
    (self.series, self.plan, self.heard) = (series, plan, heard)
    if let problem = CapacityCheck.problem(series.objective, plan) { throw UsageProblem(problem) }
  }

  /// Searches, and returns what is known whatever ended it. Throws what kept it from its first step.
  package func run() async throws -> SeriesOutcome<CapacityReport> {
    try await series.inFolder("capacity", page: { CapacityPage($0).bytes }, search)
  }

  private func search(_ series: StepSeries) async throws -> CapacityReport {
    var (journal, search) = (StepJournal(), CapacitySearch(plan))
    do {
      while case .step(let load, let phase) = search.next {
        guard let step = try await series.make(load, phase: phase.rawValue, &journal) else { break }
        heard(step)
        search.record(.init(load: step.load, standing: step.standing, hint: step.hint))
        if case .step = search.next { await series.rest(after: step) }
      }
    } catch let problem as UsageProblem where !journal.steps.isEmpty {
      journal.endedBy = "\(problem)"
    }
    return report(search, journal)
  }

  private func report(_ search: CapacitySearch, _ journal: StepJournal) -> CapacityReport {
    var answer = search.answer(endedBy: journal.endedBy ?? "it was ended")
    if case .answer(let whole) = search.next { answer = whole }
    return CapacityReport(
      name: series.manifest.header.name, startedAt: journal.startedAt, duration: journal.elapsed, plan: plan,
      pace: series.pace, objective: series.objective.map(\.expression), answer: answer,
      breaking: CapacitySigns.breaking(journal.steps, answer), knee: ThroughputKnee.load(of: journal.steps),
      steps: journal.steps, targets: journal.targets, environment: EnvironmentFacts.gather())
  }
}
