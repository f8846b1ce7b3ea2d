import FoundationEssentials
import RunModel

/// Searches for a capacity, and sweeps, on disk: `capacity.json.gz`, gzip-compressed JSON with sorted keys.
public enum CapacityFile {
  /// The file's name in the folder of a search.
  package static let name = "capacity.json.gz"

  /// Writes a search or a sweep under a name, all or nothing. Throws ``ReportFile/Problem``.
  package static func write(_ report: some Encodable, to path: String) throws {
    try ReportFile.writeBytes(try Gzip.compress(json(report)), to: path)
  }

  /// The plain JSON.
  package static func json(_ report: some Encodable) throws -> [UInt8] {
    try CanonicalEncoder.bytes(of: report)
  }

  /// Reads a search: its folder, or its file. Throws ``ReportFile/Problem``.
  public static func read(_ path: String) throws -> CapacityReport {
    try read(ReportFile.path(ofRun: path, file: name), as: CapacityReport.self)
  }

  /// Whether a path is that of a search: its folder, or its file, which begins with its answer.
  package static func isSearch(_ path: String) -> Bool {
    if FileManager.default.fileExists(atPath: path + "/" + name) { return true }
    guard let first = try? FileBytes(path).next() else { return false }
    return first.starts(with: Array(#"{"answer":"#.utf8))
  }

  /// The file of a sweep, given it or its folder; `nil` for what is none.
  package static func sweepFile(_ path: String) -> String? {
    let (name, inside) = ("sweep.json.gz", path + "/sweep.json.gz")
    if FileManager.default.fileExists(atPath: inside) { return inside }
    return path.hasSuffix(name) ? path : nil
  }

  /// Reads a sweep's `sweep.json.gz`. Throws ``ReportFile/Problem``.
  public static func readSweep(_ path: String) throws -> SweepReport { try read(path, as: SweepReport.self) }

  private static func read<Document: Decodable>(_ path: String, as kind: Document.Type) throws -> Document {
    let bytes = try ReportFile.readBytes(path)
    do {
      return try DocumentDecoder.decode(kind, from: Gzip.unpacked(bytes, limit: ReportFile.limit))
    } catch {
      throw ReportFile.Problem(path: path, message: "it is no document of its kind: \(error)")
    }
  }
}
