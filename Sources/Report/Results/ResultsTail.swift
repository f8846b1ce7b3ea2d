import RunModel

/// Reads the results of a run that goes on, each time from where it stopped. It takes no lock: the run must not notice.
package final class ResultsTail {
  private let path: String
  private let file: OpenFile
  private var decompressor: GzipDecompressor
  private var splitter = LineSplitter()
  private var lines = ResultLines()
  /// Bytes of the file that were read.
  package private(set) var read = 0

  private static let lump = 1 << 16

  /// Opens the file of results. Throws ``ReportFile/Problem``.
  package init(_ path: String) throws {
    self.path = path
    decompressor = try GzipDecompressor(mostTimes: GzipDecompressor.usualTimes)
    file = try OpenFile(path)
  }

  /// Bytes that the file has at this moment.
  package var size: Int { file.size }

  /// Hands over what was written since, of at most so many bytes of the file; the last task comes when the next one has
  /// begun to be told. Throws ``ReportFile/Problem`` for what are no results.
  package func advance(atMost limit: Int, _ take: (TaskResult) -> Void) throws {
    var room = limit
    while room > 0, let piece = try file.read(atMost: min(room, Self.lump)) {
      room -= piece.count
      read += piece.count
      do {
        try decompressor.add(piece) { bytes in
          try splitter.add(bytes, path) { line in try lines.add(line) { result, _ in take(result) } }
        }
      } catch let problem as GzipDecompressor.Problem {
        throw ReportFile.Problem(path: path, message: "\(problem)")
      }
    }
  }
}
