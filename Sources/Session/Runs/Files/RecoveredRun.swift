import FoundationEssentials
import Judgement
import Pages
import Report
import RunModel

/// The report of a run that could not write its own, because it was killed or its machine went down: made from the
/// manifest and the results that lie in its folder.
enum RecoveredRun {
  /// Makes the report and its page. Throws what of the folder cannot be read.
  static func writeReport(in paths: RunPaths) async throws -> ReportDocument {
    DiskReserve(paths).release()
    LiveFile(folder: paths.folder).remove()
    let report = try await report(paths)
    try ReportFile.write(report, to: paths.report)
    try ReportFile.writeBytes(ReportPage(report).bytes, to: paths.page)
    try RunIndex.writeSummary(of: report, in: paths.folder)
    return report
  }

  private static func report(_ paths: RunPaths) async throws -> ReportDocument {
    var manifest = try await ManifestLoader().load(paths.manifest, show: 0)
    let gate = try RunGate.make(for: &manifest)
    let header = manifest.header
    var measurements = RunMeasurements(
      warmUpEnd: header.warmUpEnd, coolDownStart: header.coolDownStart, selections: gate.selections,
      bands: header.bands)
    let end = try record(paths.results, &measurements)
    var report = ReportDocument(
      runID: paths.runID, name: header.name, startedAt: paths.startedAt,
      duration: Double(end.nanoseconds) / 1e9,
      manifest: ManifestFacts(header), execution: header.execution,
      targets: header.targets.map { TargetFacts($0) }, measurements: measurements,
      thresholds: [], verdict: .invalid, stopReason: .user("it ended without a report of its own"),
      environment: EnvironmentFacts.gather(), notes: [note(measurements, header)] + Seams(paths).notes
    )
    report.tags = header.runTags
    return report.judged(by: gate)
  }

  /// What all results on disk come to, whatever they are judged by. Throws what of them cannot be read.
  static func measurements(_ paths: RunPaths) throws -> RunMeasurements {
    var measurements = RunMeasurements()
    _ = try record(paths.results, &measurements)
    return measurements
  }

  /// Takes every result; the end of the last one.
  private static func record(_ path: String, _ measurements: inout RunMeasurements) throws -> RunInstant {
    var end = RunInstant.zero
    try ResultLines.forEachResult(path) { result, _ in
      measurements.record(result)
      end = max(end, result.finished)
    }
    return end
  }

  private static func note(_ measurements: RunMeasurements, _ header: ManifestHeader) -> String {
    let count = measurements.inclusive.total
    let planned = header.runsOnce ? " of \(header.caseCount)" : ""
    return
      "made from the results on disk: \(count)\(planned) tasks; what was in flight at the end is not in it, nor events, nodes and the generator's health, which results do not hold"
  }
}
