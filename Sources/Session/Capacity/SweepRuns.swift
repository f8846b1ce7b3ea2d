import Judgement
import LoadEngine
import Pages
import Report
import RunModel

/// A sweep: a step at each of a list of loads, with each of the settings of its scenario. One that cannot be made does not
/// end the others.
package struct SweepRuns {
  /// A step that is wanted.
  package struct Wish: Sendable, Equatable {
    /// Users, or arrivals a second.
    package var load: Double
    /// Which of the scenarios.
    package var variant: Int
  }

  package private(set) var series: StepSeries
  /// In the order in which they are made.
  package let wishes: [Wish]
  /// The scenario with each of its settings.
  private let variants: [SweepVariant]
  private let names: [String]
  /// Hears of each step that is over.
  package let heard: @Sendable (CapacityStep) -> Void
  private let cut: CutSeries?

  /// The most steps.
  package static let limit = 200

  /// Each load `times` times, in blocks of all loads; with a seed each block in an order of its own. Throws
  /// ``UsageProblem``.
  package init(
    _ series: StepSeries, loads: [Double], names: [String] = [], variants: [SweepVariant] = [],
    times: Int = 1,
    seed: UInt64? = nil, heard: @escaping @Sendable (CapacityStep) -> Void
  ) throws {
    let wishes = (0..<max(1, variants.count)).flatMap { variant -> [Wish] in
      let own =
        series.keepsLoad ? [(variants.isEmpty ? series.manifest : variants[variant].manifest).height] : loads
      return own.map { Wish(load: $0, variant: variant) }
    }
    guard times >= 1 else { throw UsageProblem("--times is \(times); expected 1 or more") }
    try self.init(
      series, SweepOrder.blocks(wishes, times: times, seed: seed), names, variants, nil, heard)
  }

  /// Goes on with an earlier process's sweep, whose steps are in their order already. Throws ``UsageProblem``.
  package init(
    resuming cut: CutSeries, _ report: SweepReport, _ series: StepSeries, variants: [SweepVariant],
    heard: @escaping @Sendable (CapacityStep) -> Void
  ) throws {
    let order = report.settings?.order ?? report.loads.map { _ in 0 }
    let wishes = zip(report.loads, order).map { Wish(load: $0, variant: $1) }
    try self.init(series, wishes, report.settings?.names ?? [], variants, cut, heard)
  }

  private init(
    _ series: StepSeries, _ wishes: [Wish], _ names: [String], _ variants: [SweepVariant], _ cut: CutSeries?,
    _ heard: @escaping @Sendable (CapacityStep) -> Void
  ) throws {
    guard !wishes.isEmpty, wishes.count <= Self.limit else {
      throw UsageProblem(
        "the sweep would have \(wishes.count) steps; expected 1 to \(Self.limit): fewer loads or settings")
    }
    for variant in variants { try series.check(variant.manifest.header) }
    (self.series, self.wishes, self.names, self.variants) = (series, wishes, names, variants)
    (self.cut, self.heard) = (cut, heard)
    // A sweep is to know each load: none is ended early.
    self.series.objective = series.objective.map {
      var whole = $0
      whole.abortOnFail = false
      return whole
    }
  }

  /// Makes the steps, and returns those that were made, whatever ended it. Throws what kept all of them from beginning.
  package func run() async throws -> SeriesOutcome<SweepReport> {
    try await series.inFolder("sweep", resuming: cut?.place, page: { SweepPage($0).bytes }) {
      series, place, keep in
      if cut == nil { try writeVariants(place) }
      return try await sweep(series, keep)
    }
  }

  /// The first of them is the series' own.
  private func writeVariants(_ place: SeriesPlace) throws {
    for (index, variant) in variants.enumerated().dropFirst() {
      try variant.manifest.write(to: place.manifest(index))
    }
  }

  private func sweep(_ series: StepSeries, _ keep: (SweepReport) throws -> Void) async throws -> SweepReport {
    var journal = cut?.journal ?? StepJournal()
    while journal.steps.count < wishes.count {
      var known = report(series, journal)
      known.endedBy = "its process ended"
      try keep(known)
      let wish = wishes[journal.steps.count]
      guard let step = try await step(wish, self.series(series, for: wish), &journal) else { break }
      heard(step)
      if journal.steps.count < wishes.count { await series.rest(after: step) }
    }
    return report(series, journal)
  }

  /// The series with the settings of a step. Each such step has stand-ins of its own: they may be what is set.
  private func series(_ series: StepSeries, for wish: Wish) -> StepSeries {
    guard variants.indices.contains(wish.variant) else { return series }
    var own = series
    own.manifest = variants[wish.variant].manifest
    own.settings = variants[wish.variant].values
    own.options.standIns = nil
    return own
  }

  private func report(_ series: StepSeries, _ journal: StepJournal) -> SweepReport {
    var report = SweepReport(
      name: series.manifest.header.name, startedAt: journal.startedAt, duration: journal.duration,
      over: series.unit, loads: wishes.map(\.load), pace: series.pace,
      objective: series.objective.map(\.expression),
      knee: variants.isEmpty ? ThroughputKnee.load(of: journal.steps) : nil, steps: journal.steps,
      endedBy: journal.endedBy, targets: journal.targets, environment: EnvironmentFacts.gather())
    if !variants.isEmpty {
      report.settings = .init(
        names: names, combinations: variants.map(\.values), order: wishes.map(\.variant),
        hasOwnLoad: series.keepsLoad)
    }
    return report
  }

  /// The step that is wanted; when it cannot be made, a step that says so. `nil` when the sweep is to end.
  private func step(_ wish: Wish, _ series: StepSeries, _ journal: inout StepJournal) async throws
    -> CapacityStep?
  {
    do {
      return try await series.make(wish.load, phase: "sweep", &journal)
    } catch let problem as UsageProblem where !journal.steps.isEmpty {
      var step = CapacityStep(load: wish.load, phase: "sweep", standing: .notMade)
      (step.reasons, step.settings) = (["\(problem)"], series.settings)
      journal.add(step)
      return step
    }
  }
}

/// A scenario with some of its values set.
package struct SweepVariant: Sendable {
  package let values: [String]
  package let manifest: PreparedRun

  package init(values: [String], manifest: PreparedRun) {
    (self.values, self.manifest) = (values, manifest)
  }
}

extension PreparedRun {
  /// How much load it is: arrivals a second on average, or the most users at once.
  package var height: Double {
    let shape = execution.load.shape
    guard isOfArrivals, let tasks = shape.words.tasks, let length = shape.length?.inSeconds, length > 0 else {
      return Double(execution.mostAtOnce)
    }
    return tasks / length
  }

  /// Whether its tasks arrive by a plan.
  package var isOfArrivals: Bool { execution.load.shape.conduct.arrivals != nil }
}
