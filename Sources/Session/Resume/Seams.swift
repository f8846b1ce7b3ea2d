import FoundationEssentials
import Report

/// Where a run was cut and resumed, a line each, beside its results: the report says so whichever process writes it.
struct Seams {
  private let path: String

  init(_ paths: RunPaths) { path = paths.folder + "/seams.txt" }

  /// What the report says of them, in order.
  var notes: [String] {
    let bytes = (try? ReportFile.readBytes(path, limit: 1 << 20)) ?? []
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// Throws what kept it from being written.
  func add(_ sentence: String) throws {
    try ReportFile.writeBytes(Array((notes + [sentence, ""]).joined(separator: "\n").utf8), to: path)
  }
}
