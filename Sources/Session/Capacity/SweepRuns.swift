import Judgement
import LoadEngine
import Pages
import Report
import RunModel

/// A sweep: a step at each of a list of loads. One that cannot be made does not end the others.
package struct SweepRuns {
  package private(set) var series: StepSeries
  /// In the order in which they are made.
  package let loads: [Double]
  /// Hears of each step that is over.
  package let heard: @Sendable (CapacityStep) -> Void
  private let cut: CutSeries?

  /// The most steps.
  package static let limit = 200

  /// Each load `times` times, in blocks of all loads; with a seed each block in an order of its own. `resuming` goes on
  /// with an earlier process's sweep, whose loads are in their order already. Throws ``UsageProblem``.
  package init(
    _ series: StepSeries, loads: [Double], times: Int = 1, seed: UInt64? = nil,
    resuming cut: CutSeries? = nil, heard: @escaping @Sendable (CapacityStep) -> Void
  ) throws {
    guard !loads.isEmpty, times >= 1, loads.count * times <= Self.limit else {
      throw UsageProblem("a sweep has from 1 to \(Self.limit) steps")
    }
    (self.series, self.cut) = (series, cut)
    // A sweep is to know each load: none is ended early.
    self.series.objective = series.objective.map {
      var whole = $0
      whole.abortOnFail = false
      return whole
    }
    self.loads = SweepOrder.blocks(loads, times: times, seed: seed)
    self.heard = heard
  }

  /// Makes the steps, and returns those that were made, whatever ended it. Throws what kept all of them from beginning.
  package func run() async throws -> SeriesOutcome<SweepReport> {
    try await series.inFolder("sweep", resuming: cut?.place, page: { SweepPage($0).bytes }) {
      series, _, keep in try await sweep(series, keep)
    }
  }

  private func sweep(_ series: StepSeries, _ keep: (SweepReport) throws -> Void) async throws -> SweepReport {
    var journal = cut?.journal ?? StepJournal()
    while journal.steps.count < loads.count {
      var known = report(series, journal)
      known.endedBy = "its process ended"
      try keep(known)
      guard let step = try await step(loads[journal.steps.count], series, &journal) else { break }
      heard(step)
      if journal.steps.count < loads.count { await series.rest(after: step) }
    }
    return report(series, journal)
  }

  private func report(_ series: StepSeries, _ journal: StepJournal) -> SweepReport {
    SweepReport(
      name: series.manifest.header.name, startedAt: journal.startedAt, duration: journal.duration,
      over: series.unit, loads: loads, pace: series.pace, objective: series.objective.map(\.expression),
      knee: ThroughputKnee.load(of: journal.steps), steps: journal.steps, endedBy: journal.endedBy,
      targets: journal.targets, environment: EnvironmentFacts.gather())
  }

  /// The step at a load; when it cannot be made, a step that says so. `nil` when the sweep is to end.
  private func step(_ load: Double, _ series: StepSeries, _ journal: inout StepJournal) async throws
    -> CapacityStep?
  {
    do {
      return try await series.make(load, phase: "sweep", &journal)
    } catch let problem as UsageProblem where !journal.steps.isEmpty {
      var step = CapacityStep(load: load, phase: "sweep", standing: .notMade)
      step.reasons = ["\(problem)"]
      journal.add(step)
      return step
    }
  }
}
