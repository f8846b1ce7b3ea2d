import FoundationEssentials
import RunModel

/// Searches for a capacity, and sweeps, on disk: `capacity.json.gz`, gzip-compressed JSON with sorted keys.
public enum CapacityFile {
  /// The file's name in the folder of a search.
  public static let name = "capacity.json.gz"

  /// Writes a search or a sweep under a name, all or nothing. Throws ``ReportFile/Problem``.
  package static func write(_ report: some Encodable, to path: String) throws {
    try ReportFile.writeBytes(try Gzip.compress(json(report)), to: path)
  }

  /// The plain JSON.
  package static func json(_ report: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return [UInt8](try encoder.encode(report))
  }

  /// Reads a search: its folder, or its file. Throws ``ReportFile/Problem``.
  public static func read(_ path: String) throws -> CapacityReport {
    try read(
      path.hasSuffix(".gz") || path.hasSuffix(".json") ? path : path + "/" + name, as: CapacityReport.self)
  }

  /// Reads a sweep's `sweep.json.gz`. Throws ``ReportFile/Problem``.
  public static func readSweep(_ path: String) throws -> SweepReport { try read(path, as: SweepReport.self) }

  private static func read<Document: Decodable>(_ path: String, as kind: Document.Type) throws -> Document {
    let bytes = try ReportFile.readBytes(path)
    do {
      let plain =
        bytes.starts(with: [0x1f, 0x8b]) ? try Gzip.decompress(bytes, limit: ReportFile.limit) : bytes
      return try JSONDecoder().decode(kind, from: Data(plain))
    } catch {
      throw ReportFile.Problem(path: path, message: "it is no document of its kind: \(error)")
    }
  }
}
