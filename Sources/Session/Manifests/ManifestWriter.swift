import CaseMatrix
import Report
import RunModel

/// Writes a manifest case by case, compressed when its name ends in `.gz`. The header, which says what the cases
/// come to, is written last, into the room that was left for it. Secrets of its targets are left out.
package final class ManifestWriter {
  private let file: AtomicFile
  private var compressor: GzipCompressor?
  private let isCompressed: Bool
  private let room: Int

  /// Begins a file. Throws what keeps it from being written.
  package init(_ path: String, header: ManifestHeader) throws {
    isCompressed = path.hasSuffix(".gz")
    let begin = try Self.bytes(header, isCompressed)
    room = begin.count
    file = try AtomicFile(path)
    if isCompressed { compressor = try GzipCompressor() }
    try file.add(begin)
  }

  /// Adds lines of cases.
  package func add(_ lines: [UInt8]) throws {
    if compressor == nil { return try file.add(lines) }
    try compressor!.add(lines) { try file.add($0) }
  }

  /// Ends the file.
  package func finish(_ header: ManifestHeader) throws {
    if compressor != nil { try compressor!.finish { try file.add($0) } }
    let begin = try Self.bytes(header, isCompressed)
    guard begin.count == room else { throw UsageProblem("the manifest's header does not fit its room") }
    try file.replaceStart(begin)
    try file.commit()
  }

  /// The header's line; of a gzip file a member of its own that is not compressed, so that its length is known.
  private static func bytes(_ header: ManifestHeader, _ isCompressed: Bool) throws -> [UInt8] {
    var header = header
    header.targets = header.targets.map(\.withoutSecrets)
    let line = try ManifestLines.line(header)
    return isCompressed ? try Gzip.compress(line, level: 0) : line
  }
}
