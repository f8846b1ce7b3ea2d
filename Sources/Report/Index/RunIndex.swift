import FoundationEssentials
import RunModel

/// The list of a folder's runs, read anew from what lies there, so that runs can be moved and deleted.
package struct RunIndex: Sendable {
  /// A run and where it lies, relative to the index.
  package struct Entry: Sendable {
    package var folder: String
    package var hasPage: Bool
    package var summary: RunSummary

    package init(folder: String, hasPage: Bool, summary: RunSummary) {
      self.folder = folder
      self.hasPage = hasPage
      self.summary = summary
    }
  }

  /// The newest runs, at most ``limit``.
  package var entries: [Entry]
  /// Older runs that are not listed.
  package var leftOut: Int
  /// What was made of several runs.
  package var series: [Series] = []

  package init(entries: [Entry], leftOut: Int = 0) { (self.entries, self.leftOut) = (entries, leftOut) }

  /// The most runs that are listed: the newest.
  static let limit = 200
  private static let summaryName = "summary.json"

  /// Writes `summary.json` beside a report. Throws ``ReportFile/Problem``.
  package static func writeSummary(of report: ReportDocument, in folder: String) throws {
    try ReportFile.writeBytes(
      CanonicalEncoder.bytes(of: RunSummary(report)), to: folder + "/" + summaryName)
  }

  /// The runs of a folder, but those whose folder's name `mayRead` does not like. Throws ``ReportFile/Problem``. What is no
  /// run of floodgate is passed over.
  package init(of folder: String, mayRead: (String) -> Bool = { _ in true }) throws {
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
      throw ReportFile.Problem(path: folder, message: "it is no folder that can be read")
    }
    let newest = names.compactMap { name in Self.age(folder + "/" + name).map { (name: name, date: $0) } }
      .sorted { ($1.date, $0.name) < ($0.date, $1.name) }
    entries = newest.prefix(Self.limit).compactMap {
      mayRead($0.name) ? Self.entry($0.name, in: folder) : nil
    }
    leftOut = newest.count - min(newest.count, Self.limit)
    let runs = Set(newest.map(\.name))
    series = Self.series(of: folder, names.filter { !runs.contains($0) }, mayRead: mayRead)
  }

  /// Writes `index.html` into a folder of runs, all or nothing, and returns how many runs it lists.
  /// Throws ``ReportFile/Problem``.
  @discardableResult
  package static func write(_ folder: String, page: (RunIndex) -> [UInt8]) throws -> Int {
    let index = try RunIndex(of: folder)
    try ReportFile.writeBytes(page(index), to: folder + "/index.html")
    return index.entries.count
  }

  /// When a folder's report was written; `nil` when there is none.
  private static func age(_ folder: String) -> Date? { ReportFile.written(folder + "/report.json.gz") }

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
      let summary = try? DocumentDecoder.decode(RunSummary.self, from: bytes),
      summary.version == RunSummary.currentVersion
    else { return nil }
    return summary
  }
}
