import Glibc
import RunModel

/// Reads the results of a run that goes on, each time from where it stopped. It takes no lock: the run must not notice.
package final class ResultsTail {
  private let path: String
  private let descriptor: Int32
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
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ReportFile.Problem(path: path, message: ReportFile.reason()) }
  }

  deinit { close(descriptor) }

  /// Bytes that the file has at this moment.
  package var size: Int {
    var facts = stat()
    return fstat(descriptor, &facts) == 0 ? Int(facts.st_size) : 0
  }

  /// Hands over what was written since, of at most so many bytes of the file; the last task comes when the next one has
  /// begun to be told. Throws ``ReportFile/Problem`` for what are no results.
  package func advance(atMost limit: Int, _ take: (TaskResult) -> Void) throws {
    var room = limit
    while room > 0, let piece = try piece(min(room, Self.lump)) {
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

  private func piece(_ count: Int) throws -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: count)
    let count = Glibc.read(descriptor, &buffer, count)
    guard count >= 0 else { throw ReportFile.Problem(path: path, message: ReportFile.reason()) }
    return count == 0 ? nil : Array(buffer[..<count])
  }
}
