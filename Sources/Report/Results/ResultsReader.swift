import FoundationEssentials
import Glibc
import RunModel

/// Reads `results.ndjson.gz` and other compressed lines piece by piece, also a file that a crash has cut short.
package enum ResultsReader {
  /// How a file ended.
  package enum End: Equatable {
    case whole
    /// The run was killed, or goes on: what was read is all that there is.
    case cut
  }

  private static let lump = 1 << 16

  /// Hands over each line without its end. Memory holds one line. Throws ``ReportFile/Problem``, and what `take` throws.
  @discardableResult
  package static func forEachLine(_ path: String, _ take: (ArraySlice<UInt8>) throws -> Void) throws -> End {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ReportFile.Problem(path: path, message: ReportFile.reason()) }
    defer { close(descriptor) }
    var splitter = LineSplitter()
    if !path.hasSuffix(".gz") {
      while let bytes = try piece(descriptor, path) { try splitter.add(bytes, path, take) }
      try splitter.finish(take)
      return .whole
    }
    var decompressor = try GzipDecompressor(mostTimes: GzipDecompressor.usualTimes)
    while let bytes = try piece(descriptor, path) {
      do {
        try decompressor.add(bytes) { try splitter.add($0, path, take) }
      } catch let problem as GzipDecompressor.Problem {
        throw ReportFile.Problem(path: path, message: "after \(splitter.count) lines: \(problem)")
      }
    }
    // The line that a crash has cut is left out.
    guard decompressor.isWhole else { return .cut }
    try splitter.finish(take)
    return .whole
  }

  /// The lines, as values. For small files.
  package static func lines(_ path: String) throws -> [JSONValue] {
    var lines: [JSONValue] = []
    try forEachLine(path) { line in
      if let value = try? JSONReader.value(of: Array(line)) { lines.append(value) }
    }
    return lines
  }

  private static func piece(_ descriptor: Int32, _ path: String) throws -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: lump)
    let count = read(descriptor, &buffer, lump)
    guard count >= 0 else { throw ReportFile.Problem(path: path, message: ReportFile.reason()) }
    return count == 0 ? nil : Array(buffer[..<count])
  }
}
