import FoundationEssentials

/// The list of a folder's runs, `index.html`: made anew from what lies there, so that runs can be moved and deleted.
package enum RunIndex {
  /// A run and where it lies, relative to the index.
  struct Entry {
    var folder: String
    var hasPage: Bool
    var summary: RunSummary
  }

  /// The most runs that are listed: the newest.
  static let limit = 200
  private static let summaryName = "summary.json"

  /// Writes `summary.json` beside a report. Throws ``ReportFile/Problem``.
  package static func writeSummary(of report: ReportDocument, in folder: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try ReportFile.writeBytes([UInt8](encoder.encode(RunSummary(report))), to: folder + "/" + summaryName)
  }

  /// Writes `index.html` into a folder of runs, all or nothing, and returns how many runs it lists.
  /// Throws ``ReportFile/Problem``. What is no run of floodgate is passed over.
  @discardableResult
  package static func write(_ folder: String) throws -> Int {
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
      throw ReportFile.Problem(path: folder, message: "it is no folder that can be read")
    }
    let newest = names.compactMap { name in age(folder + "/" + name).map { (name: name, date: $0) } }
      .sorted { ($1.date, $0.name) < ($0.date, $1.name) }
    let entries = newest.prefix(limit).compactMap { entry($0.name, in: folder) }
    let page = IndexPage(entries: entries, leftOut: newest.count - min(newest.count, limit))
    try ReportFile.writeBytes(page.bytes, to: folder + "/index.html")
    return entries.count
  }

  /// When a folder's report was written; `nil` when there is none.
  private static func age(_ folder: String) -> Date? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: folder + "/report.json.gz")
    return attributes?[.modificationDate] as? Date
  }

  private static func entry(_ name: String, in parent: String) -> Entry? {
    let folder = parent + "/" + name
    guard
      let summary = summary(folder) ?? (try? ReportFile.read(folder + "/report.json.gz")).map(RunSummary.init)
    else { return nil }
    return Entry(
      folder: name, hasPage: FileManager.default.fileExists(atPath: folder + "/report.html"), summary: summary
    )
  }

  private static func summary(_ folder: String) -> RunSummary? {
    guard let bytes = try? ReportFile.readBytes(folder + "/" + summaryName, limit: 1 << 16),
      let summary = try? JSONDecoder().decode(RunSummary.self, from: Data(bytes)),
      summary.version == RunSummary.currentVersion
    else { return nil }
    return summary
  }
}
