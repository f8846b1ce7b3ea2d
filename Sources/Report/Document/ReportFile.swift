import FoundationEssentials
import RunModel

/// Reports on disk: gzip-compressed JSON with sorted keys; equal reports give equal bytes.
public enum ReportFile {
  /// What is wrong with a file.
  public struct Problem: Error, Sendable, CustomStringConvertible {
    /// The file.
    package var path: String
    /// What is wrong.
    package var message: String
    /// The facts in words.
    public var description: String { "\(path): \(message)" }
  }

  /// A larger document is not read.
  static let limit = 512 << 20

  /// The compressed bytes of a report.
  package static func encode(_ report: ReportDocument) throws -> [UInt8] {
    try Gzip.compress(json(report))
  }

  /// The plain JSON of a report.
  package static func json(_ report: ReportDocument) throws -> [UInt8] {
    try CanonicalEncoder.bytes(of: report, nonFinite: .text)
  }

  /// The report of a run, or another `file`, that is named by its folder or by itself.
  package static func path(ofRun name: String, file: String = "report.json.gz") -> String {
    name.hasSuffix(".gz") || name.hasSuffix(".json") ? name : name + "/" + file
  }

  /// Reads a report, compressed or plain. Throws ``Problem``.
  public static func read(_ path: String) throws -> ReportDocument {
    let bytes = try readBytes(path)
    do {
      return try ReportReader.read(try Gzip.unpacked(bytes, limit: limit))
    } catch {
      throw Problem(path: path, message: "\(error)")
    }
  }

  /// Writes a report under its name, all or nothing. Throws ``Problem``.
  public static func write(_ report: ReportDocument, to path: String) throws {
    try writeBytes(try encode(report), to: path)
  }

  /// Reads a file of bounded size.
  package static func readBytes(_ path: String, limit: Int = ReportFile.limit) throws -> [UInt8] {
    let file = try OpenFile(path)
    var bytes: [UInt8] = []
    while let piece = try file.read(atMost: 1 << 16) {
      bytes += piece
      if bytes.count > limit { throw Problem(path: path, message: "it is larger than \(limit) bytes") }
    }
    return bytes
  }

  /// Writes to a temporary name, syncs, and renames: a reader sees the old file or the new one, never half of it.
  package static func writeBytes(_ bytes: [UInt8], to path: String, durable: Bool = true) throws {
    let writer = try AtomicFile(path)
    try writer.add(bytes)
    try writer.commit(durable: durable)
  }

  /// When a file was written last; `nil` when it is not there.
  package static func written(_ path: String) -> Date? {
    (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
  }
}
