import FoundationEssentials
import MockDify
import Report
import RunModel

/// What came of a series of steps, and where it lies.
package struct SeriesOutcome<Report: Sendable>: Sendable {
  package var report: Report
  package let place: SeriesPlace

  /// The report on disk.
  package var file: String { place.file }
  /// Its page.
  package var page: String { place.page }
  /// `Reports/<time>-<name>-<kind>-<id>`.
  package var folder: String { place.folder }
}

/// The folder of a series: its report and page, its manifest, and `steps/` with each step's own.
package struct SeriesPlace: Sendable {
  package let folder: String
  /// `capacity` or `sweep`.
  package let kind: String

  /// The report on disk.
  package var file: String { "\(folder)/\(kind).json.gz" }
  /// Its page.
  package var page: String { "\(folder)/\(kind).html" }
  /// The scenario as it was read, of which each step is made.
  package var manifest: String { "\(folder)/manifest.jsonl" }
  /// The scenario with other values set, from 1.
  package func manifest(_ variant: Int) -> String {
    variant == 0 ? manifest : "\(folder)/manifest-\(variant).jsonl"
  }
  /// The folder's name.
  package var id: String { RunPaths(folder: folder).runID }
}

extension StepSeries {
  /// Makes the steps of a report in a folder of its own, or in that of an earlier process, with the same stand-ins for
  /// all: a server remembers what was done to it. The report and its page are written when the body has ended, and after
  /// each step by `keep`: what is known is on disk whenever the process ends.
  func inFolder<Report: Encodable & Sendable>(
    _ kind: String, resuming earlier: SeriesPlace? = nil, page: @escaping @Sendable (Report) -> [UInt8],
    _ body: (StepSeries, SeriesPlace, _ keep: (Report) throws -> Void) async throws -> Report
  ) async throws -> SeriesOutcome<Report> {
    let place = try earlier ?? place(kind)
    if earlier == nil { try manifest.write(to: place.manifest) }
    let lock = try SeriesLock(place)
    defer { lock.release() }
    let keep = { (report: Report) in
      try CapacityFile.write(report, to: place.file)
      try ReportFile.writeBytes(page(report), to: place.page)
      options.listAnew()
    }
    options.live?.follows(true)
    defer { options.live?.follows(false) }
    let standIns = try await StandIns.start(manifest.header.targets)
    var series = self
    (series.options.reports, series.options.standIns) = (place.folder + "/steps", standIns)
    let result: Result<Report, any Error>
    do { result = .success(try await body(series, place, keep)) } catch { result = .failure(error) }
    for standIn in standIns.values { await standIn.shutdown() }
    let outcome = SeriesOutcome(report: try result.get(), place: place)
    try keep(outcome.report)
    return outcome
  }

  private func place(_ kind: String) throws -> SeriesPlace {
    let name = manifest.header.name + "-" + kind
    return SeriesPlace(
      folder: try RunPaths(name: name, parent: options.reports, now: Date()).folder, kind: kind)
  }
}
