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
    let file = try OpenFile(path)
    var splitter = LineSplitter()
    if !path.hasSuffix(".gz") {
      while let bytes = try file.read(atMost: lump) { try splitter.add(bytes, path, take) }
      try splitter.finish(take)
      return .whole
    }
    var decompressor = try GzipDecompressor(mostTimes: GzipDecompressor.usualTimes)
    while let bytes = try file.read(atMost: lump) {
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
}
