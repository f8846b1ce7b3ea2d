import FoundationEssentials
import RunModel

/// Searches for a capacity on disk: `capacity.json.gz`, gzip-compressed JSON with sorted keys.
public enum CapacityFile {
  /// The file's name in the folder of a search.
  public static let name = "capacity.json.gz"

  /// Writes a search under a name, all or nothing. Throws ``ReportFile/Problem``.
  public static func write(_ report: CapacityReport, to path: String) throws {
    try ReportFile.writeBytes(try Gzip.compress(json(report)), to: path)
  }

  /// The plain JSON.
  public static func json(_ report: CapacityReport) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return [UInt8](try encoder.encode(report))
  }

  /// Reads a search: its folder, or its file. Throws ``ReportFile/Problem``.
  public static func read(_ path: String) throws -> CapacityReport {
    let path = path.hasSuffix(".gz") || path.hasSuffix(".json") ? path : path + "/" + name
    let bytes = try ReportFile.readBytes(path)
    do {
      let plain =
        bytes.starts(with: [0x1f, 0x8b]) ? try Gzip.decompress(bytes, limit: ReportFile.limit) : bytes
      return try JSONDecoder().decode(CapacityReport.self, from: Data(plain))
    } catch {
      throw ReportFile.Problem(path: path, message: "it is no search for a capacity: \(error)")
    }
  }
}
