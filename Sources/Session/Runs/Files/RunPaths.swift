import FoundationEssentials
import Glibc
import Report
import RunModel
import SystemPackage

/// Where a run is written: `Reports/<time>-<name>-<id>/`.
package struct RunPaths {
  package let runID: String
  package let folder: String

  package var report: String { folder + "/report.json.gz" }
  package var page: String { folder + "/report.html" }
  package var results: String { folder + "/results.ndjson.gz" }
  package var manifest: String { folder + "/manifest.jsonl" }
  package var log: String { folder + "/run.log" }

  /// A run that is there already; its folder may be named in any way, also as `.`.
  package init(folder: String) {
    self.folder = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    runID = URL(filePath: folder).standardizedFileURL.lastPathComponent
  }

  /// When the run began, in UTC: its folder's name begins with it. Empty when the folder was renamed.
  package var startedAt: String { started?.formatted(.iso8601) ?? "" }

  var started: Date? {
    let stamp = /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)-.*/
    guard let (_, year, month, day, hour, minute, second) = runID.wholeMatch(of: stamp)?.output else {
      return nil
    }
    return try? Date("\(year)-\(month)-\(day)T\(hour):\(minute):\(second)Z", strategy: .iso8601)
  }

  package static func isFolder(_ path: String) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
  }

  /// Whether the run has written its report.
  package var hasReport: Bool { FileManager.default.fileExists(atPath: report) }

  /// Makes the folder. Throws ``UsageProblem``.
  package init(name: String, parent: String, now: Date) throws {
    let safe = String(
      name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }.prefix(40))
    let stamp = now.formatted(.iso8601.year().month().day().time(includingFractionalSeconds: false))
      .filter { $0.isNumber || $0 == "T" }
    let digits = String(UInt16.random(in: 0x1000...0xffff), radix: 16)
    runID = "\(stamp)-\(safe)-\(digits)"
    folder = parent + "/" + runID
    try make()
  }

  /// Makes a folder of that path. Throws ``UsageProblem``.
  init(newFolder folder: String) throws {
    self.init(folder: folder)
    try make()
  }

  private func make() throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw UsageProblem(
        "the folder \(folder) cannot be made: \(Errno.latest.reason); --reports names another")
    }
  }
}
