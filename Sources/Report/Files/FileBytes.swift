import Glibc

/// A file's bytes, piece by piece; those of a gzip file decompressed. Memory does not grow with the file.
package final class FileBytes {
  private let path: String
  private let descriptor: Int32
  private var decompressor: GzipDecompressor?
  private var ready: [[UInt8]] = []
  private var isAtStart = true

  private static let lump = 64 * 1024

  /// Opens a file. Throws ``ReportFile/Problem``.
  package init(_ path: String) throws {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ReportFile.Problem(path: path, message: ReportFile.reason()) }
  }

  deinit { close(descriptor) }

  /// The next piece; `nil` at the end. Throws ``ReportFile/Problem``.
  package func next() throws -> [UInt8]? {
    while ready.isEmpty {
      let piece = try readPiece()
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

  private func readPiece() throws -> [UInt8] {
    // A piece of a gzip file may hold a thousand times as much.
    let size = decompressor == nil ? Self.lump : Self.lump / 16
    while true {
      var count = 0
      let piece = [UInt8](unsafeUninitializedCapacity: size) { buffer, initialized in
        count = read(descriptor, buffer.baseAddress, size)
        initialized = max(0, count)
      }
      if count >= 0 { return piece }
      if errno != EINTR { throw ReportFile.Problem(path: path, message: ReportFile.reason()) }
    }
  }
}
