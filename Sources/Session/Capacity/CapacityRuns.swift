import Judgement
import LoadEngine
import Pages
import Report
import RunModel

/// A search for a capacity: the steps that ``CapacitySearch`` asks for, each run as a load test of its own.
package struct CapacityRuns {
  package let series: StepSeries
  package let plan: CapacityPlan
  /// Judges what is found.
  package let gate: CapacityGate?
  private let cut: CutSeries?
  /// Hears of each step that is over.
  package let heard: @Sendable (CapacityStep) -> Void

  /// `resuming` goes on with an earlier process's search. Throws ``UsageProblem`` for what cannot be searched.
  package init(
    _ series: StepSeries, plan: CapacityPlan, gate: CapacityGate? = nil, resuming cut: CutSeries? = nil,
    heard: @escaping @Sendable (CapacityStep) -> Void
  ) throws {
    (self.series, self.gate, self.cut, self.heard) = (series, gate, cut, heard)
    var plan = plan
    plan.gate = gate?.deciding ?? plan.gate
    self.plan = plan
    if let problem = CapacityCheck.problem(series.objective, plan) { throw UsageProblem(problem) }
  }

  /// Searches, and returns what is known whatever ended it. Throws what kept it from its first step.
  package func run() async throws -> SeriesOutcome<CapacityReport> {
    try await series.inFolder(
      "capacity", resuming: cut?.place, page: { CapacityPage($0).bytes }
    ) { series, place, keep in
      try await search(series) { search, journal in
        let report = report(search, journal, place)
        try keep(report)
        return report
      }
    }
  }

  private func search(
    _ series: StepSeries, _ keep: (CapacitySearch, StepJournal) throws -> CapacityReport
  ) async throws -> CapacityReport {
    var (journal, search) = (cut?.journal ?? StepJournal(), CapacitySearch(plan))
    for step in journal.steps { search.record(step.trial) }
    do {
      while case .step(let load, let phase) = search.next {
        _ = try keep(search, journal)
        guard let step = try await series.make(load, phase: phase.rawValue, &journal) else { break }
        heard(step)
        search.record(step.trial)
        if case .step = search.next { await series.rest(after: step) }
      }
    } catch let problem as UsageProblem where !journal.steps.isEmpty {
      journal.endedBy = "\(problem)"
    }
    return try keep(search, journal)
  }

  private func report(_ search: CapacitySearch, _ journal: StepJournal, _ place: SeriesPlace)
    -> CapacityReport
  {
    var answer = search.answer(endedBy: journal.endedBy ?? "its process ended")
    if case .answer(let whole) = search.next { answer = whole }
    var report = CapacityReport(
      name: series.manifest.header.name, startedAt: journal.startedAt, duration: journal.duration, plan: plan,
      pace: series.pace, objective: series.objective.map(\.expression), answer: answer,
      breaking: CapacitySigns.breaking(journal.steps, answer), knee: ThroughputKnee.load(of: journal.steps),
      steps: journal.steps, targets: journal.targets, environment: EnvironmentFacts.gather())
    report.id = place.id
    report.thresholds = gate?.judge(report)
    return report
  }
}

extension CapacityStep {
  /// As the search takes it.
  fileprivate var trial: CapacitySearch.Trial { .init(load: load, standing: standing, hint: hint) }
}
