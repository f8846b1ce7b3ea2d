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
      warmUpEnd: header.warmUpEnd, selections: gate.selections, bands: header.bands)
    let end = try record(paths.results, &measurements)
    return ReportDocument(
      runID: paths.runID, name: header.name, startedAt: started(paths), duration: end.nanoseconds.inSeconds,
      manifest: ManifestFacts(header), execution: header.execution,
      targets: header.targets.map { TargetFacts($0) }, measurements: measurements,
      thresholds: [], verdict: .invalid, stopReason: .user("it ended without a report of its own"),
      environment: EnvironmentFacts.gather(), notes: [note(measurements, header)]
    ).judged(by: gate)
  }

  /// Takes every result; the end of the last one.
  private static func record(_ path: String, _ measurements: inout RunMeasurements) throws -> RunInstant {
    var lines = ResultLines()
    var end = RunInstant.zero
    let take = { (result: TaskResult?, measurements: inout RunMeasurements) in
      guard let result else { return }
      measurements.record(result)
      end = max(end, result.finished)
    }
    try ResultsReader.forEachLine(path) { line in take(lines.add(line), &measurements) }
    take(lines.takeResult(), &measurements)
    return end
  }

  private static func note(_ measurements: RunMeasurements, _ header: ManifestHeader) -> String {
    let count = measurements.inclusive.total
    let planned = header.execution.load == .iterations ? " of \(header.caseCount)" : ""
    return
      "made from the results on disk: \(count)\(planned) tasks; what was in flight at the end is not in it, nor events, nodes and the generator's health, which results do not hold"
  }

  /// The folder's name begins with the instant, in UTC.
  private static func started(_ paths: RunPaths) -> String {
    let stamp = paths.runID.prefix { $0 != "-" }
    guard stamp.count == 15, stamp.dropFirst(8).first == "T" else { return "" }
    let digits = stamp.filter(\.isNumber).map(String.init)
    let part = { (range: Range<Int>) in digits[range].joined() }
    return
      "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(8..<10)):\(part(10..<12)):\(part(12..<14))Z"
  }
}

extension Int64 {
  fileprivate var inSeconds: Double { Double(self) / 1e9 }
}
