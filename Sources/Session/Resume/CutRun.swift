import FoundationEssentials
import Report
import RunModel

/// A run of cases that was cut: its process was killed, its machine went down, or somebody stopped it. Another process
/// can go on with it.
package struct CutRun: Sendable {
  package let paths: RunPaths
  /// What becomes of the tasks that were in flight.
  package let inFlight: TasksInFlight

  /// The run of a folder. Throws ``UsageProblem`` when it goes on, or is none that can be resumed.
  package init(folder: String, inFlight: TasksInFlight = .repeat) throws {
    paths = RunPaths(folder: folder)
    self.inFlight = inFlight
    guard FileManager.default.fileExists(atPath: paths.manifest) else {
      throw UsageProblem("\(folder): there is no manifest.jsonl, so it is no folder of a run")
    }
    try paths.requireEnded()
  }

  /// Its manifest, from its folder. Throws what of it cannot be read, and ``UsageProblem`` for a load over time, which
  /// another process cannot prolong.
  package func manifest(_ environment: [String: String]) async throws -> PreparedRun {
    var loader = ManifestLoader()
    (loader.environment, loader.asksServer) = (environment, true)
    let manifest = try await loader.load(paths.manifest)
    try paths.requireCases(manifest.header)
    if paths.hasReport, try !ReportFile.read(paths.report).wasCut {
      throw UsageProblem(
        "\(paths.folder): this run was not cut, its report is whole: there is nothing to resume")
    }
    return manifest
  }
}

/// What becomes of the tasks that were in flight when a run was cut: the server may have done them.
public enum TasksInFlight: String, Sendable, CaseIterable {
  /// They are done again: a Dify app may do its work, and cost its tokens, twice.
  case `repeat`
  /// They are left, and counted as cancelled.
  case leave
}

extension ReportDocument {
  /// Whether the run ended before all was done.
  var wasCut: Bool { stopReason != nil || measurements.inclusive.cancelled > 0 }
}

extension RunPaths {
  /// Throws ``UsageProblem`` for a load over time: its time is over.
  func requireCases(_ header: ManifestHeader) throws {
    if header.runsOnce { return }
    throw UsageProblem(
      "\(folder): a load over time cannot be prolonged; `floodgate report \(folder)` makes its report of what there is"
    )
  }

  /// Throws ``UsageProblem`` while a process is writing the run.
  func requireEnded() throws {
    guard ResultsWriter.isBusy(results) else { return }
    throw UsageProblem("\(folder): this run goes on; `floodgate inspect \(folder)` shows what it has so far")
  }
}
