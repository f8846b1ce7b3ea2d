/// A file's bytes, piece by piece; those of a gzip file decompressed. Memory does not grow with the file.
package final class FileBytes {
  private let path: String
  private let file: OpenFile
  private var decompressor: GzipDecompressor?
  private var ready: [[UInt8]] = []
  private var isAtStart = true

  private static let lump = 64 * 1024

  /// Opens a file. Throws ``ReportFile/Problem``.
  package init(_ path: String) throws {
    self.path = path
    file = try OpenFile(path)
  }

  /// The next piece; `nil` at the end. Throws ``ReportFile/Problem``.
  package func next() throws -> [UInt8]? {
    while ready.isEmpty {
      // A piece of a gzip file may hold a thousand times as much.
      let piece = try file.read(atMost: decompressor == nil ? Self.lump : Self.lump / 16) ?? []
      if isAtStart, piece.starts(with: [0x1f, 0x8b]) { decompressor = try GzipDecompressor() }
      isAtStart = false
      do {
        if piece.isEmpty {
          try decompressor?.finish()
          return nil
        }
        guard decompressor != nil else { return piece }
        try decompressor!.add(piece) { ready.append($0) }
      } catch let problem as GzipDecompressor.Problem {
        throw ReportFile.Problem(path: path, message: problem.description)
      }
    }
    return ready.removeFirst()
  }
}
