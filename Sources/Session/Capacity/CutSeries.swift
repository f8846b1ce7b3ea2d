import FoundationEssentials
import Report
import RunModel

/// A search for a capacity or a sweep that was ended before its end: by a signal, a limit, or with its process. Another
/// process can go on with it from the steps on disk.
package struct CutSeries: Sendable {
  package let place: SeriesPlace
  /// What all whole steps came to, their spending included.
  let journal: StepJournal

  /// Whether a folder is one of a search or a sweep.
  package static func isFolder(_ folder: String) -> Bool { kind(of: folder) != nil }

  private static func kind(of folder: String) -> String? {
    ["capacity", "sweep"].first { FileManager.default.fileExists(atPath: "\(folder)/\($0).json.gz") }
  }

  /// What it looked for, and what it came to.
  package enum Content: Sendable {
    case search(CapacityReport)
    case sweep(SweepReport)
  }
  package let content: Content

  /// Of a folder. Throws ``UsageProblem`` when there is nothing left to do, ``ReportFile/Problem`` for what of it cannot be
  /// read.
  package init(folder: String) throws {
    let path = RunPaths(folder: folder).folder
    place = SeriesPlace(folder: path, kind: Self.kind(of: path) ?? "capacity")
    let whole = UsageProblem("\(path): it came to its end: there is nothing to resume")
    if place.kind == "capacity" {
      let report = try CapacityFile.read(place.file)
      guard report.answer.kind == .unfinished else { throw whole }
      content = .search(report)
      journal = try StepJournal(report.steps, report.startedAt, report.duration, report.targets, place)
    } else {
      let report = try CapacityFile.readSweep(place.file)
      guard report.steps.count < report.loads.count else { throw whole }
      content = .sweep(report)
      journal = try StepJournal(report.steps, report.startedAt, report.duration, report.targets, place)
    }
  }

  /// Its scenario, as it was read then. Throws what of it cannot be read.
  package func manifest(_ environment: [String: String]) async throws -> PreparedRun {
    try await manifest(0, environment)
  }

  private func manifest(_ variant: Int, _ environment: [String: String]) async throws -> PreparedRun {
    var loader = ManifestLoader()
    (loader.environment, loader.asksServer) = (environment, true)
    return try await loader.load(place.manifest(variant))
  }

  /// The scenario with each of its settings, of a sweep that had some. Throws what of them cannot be read.
  package func variants(_ environment: [String: String]) async throws -> [SweepVariant] {
    guard case .sweep(let report) = content, let settings = report.settings else { return [] }
    var variants: [SweepVariant] = []
    for (index, values) in settings.combinations.enumerated() {
      variants.append(SweepVariant(values: values, manifest: try await manifest(index, environment)))
    }
    return variants
  }

  /// Whether its steps had the scenario's own load.
  package var keepsLoad: Bool {
    if case .sweep(let report) = content { report.settings?.hasOwnLoad ?? false } else { false }
  }

  /// How long its steps were. Its limit on time was that of its process: this one has its own. That on requests is of the
  /// whole, and may be another now.
  package func pace(atMost: Double?, mostRequests: Int? = nil) -> CapacityPace {
    var pace =
      switch content {
      case .search(let report): report.pace
      case .sweep(let report): report.pace
      }
    pace.atMost = atMost
    pace.mostRequests = mostRequests ?? pace.mostRequests
    return pace
  }

  /// What the loads are numbers of.
  package var unit: CapacityPlan.Unit {
    switch content {
    case .search(let report): report.plan.over
    case .sweep(let report): report.over
    }
  }

  /// What had to hold; the scenario's own thresholds keep how they are judged. Throws ``ThresholdProblem``.
  package func objective(of manifest: PreparedRun, _ pace: CapacityPace) throws -> [ThresholdDefinition] {
    let texts =
      switch content {
      case .search(let report): report.objective
      case .sweep(let report): report.objective
      }
    let own = try StepSeries.objective([], of: manifest, unit, pace)
    return own.map(\.expression) == texts
      ? own : texts.isEmpty ? [] : try StepSeries.objective(texts, of: manifest, unit, pace)
  }
}
