import FoundationEssentials
import MockDify
import Report
import RunModel

/// What came of a series of steps, and where it lies.
package struct SeriesOutcome<Report: Sendable>: Sendable {
  package var report: Report
  /// `Reports/<time>-<name>-<kind>-<id>`.
  package var folder: String
  fileprivate let kind: String

  /// The report on disk.
  package var file: String { "\(folder)/\(kind).json.gz" }
  /// Its page.
  package var page: String { "\(folder)/\(kind).html" }
}

extension StepSeries {
  /// Makes the steps of a report in a folder of its own, with the same stand-ins for all: a server remembers what was done
  /// to it. Writes the report and its page.
  func inFolder<Report: Encodable & Sendable>(
    _ kind: String, page: (Report) -> [UInt8], _ body: (StepSeries) async throws -> Report
  ) async throws -> SeriesOutcome<Report> {
    let paths = try RunPaths(name: manifest.header.name + "-" + kind, parent: options.reports, now: Date())
    let standIns = try await StandIns.start(manifest.header.targets)
    var series = self
    (series.options.reports, series.options.standIns) = (paths.folder + "/steps", standIns)
    let result: Result<Report, any Error>
    do { result = .success(try await body(series)) } catch { result = .failure(error) }
    for standIn in standIns.values { await standIn.shutdown() }
    let outcome = SeriesOutcome(report: try result.get(), folder: paths.folder, kind: kind)
    try CapacityFile.write(outcome.report, to: outcome.file)
    try ReportFile.writeBytes(page(outcome.report), to: outcome.page)
    return outcome
  }
}
