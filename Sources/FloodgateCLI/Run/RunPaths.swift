import FoundationEssentials
import Glibc
import RunModel

/// Where a run is written: `Reports/<time>-<name>-<id>/`.
struct RunPaths {
  let runID: String
  let folder: String

  var report: String { folder + "/report.json.gz" }
  var page: String { folder + "/report.html" }
  var results: String { folder + "/results.ndjson.gz" }
  var manifest: String { folder + "/manifest.jsonl" }

  /// Makes the folder. Throws ``UsageProblem``.
  init(name: String, parent: String, now: Date) throws {
    let safe = String(
      name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }.prefix(40))
    let stamp = now.formatted(.iso8601.year().month().day().time(includingFractionalSeconds: false))
      .filter { $0.isNumber || $0 == "T" }
    let digits = String(UInt16.random(in: 0x1000...0xffff), radix: 16)
    runID = "\(stamp)-\(safe)-\(digits)"
    folder = parent + "/" + runID
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw UsageProblem("the folder \(folder) cannot be made: \(String(cString: strerror(errno)))")
    }
  }
}
