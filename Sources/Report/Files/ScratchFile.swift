import Glibc

/// A file without a name, for what is too much for memory: gone with its process, whatever ends it.
package final class ScratchFile {
  private let folder: String
  private let descriptor: Int32
  private var pending: [UInt8] = []
  private var written = 0

  private static let lump = 1 << 18

  /// Begins a file on the disk of a folder. Throws ``ReportFile/Problem``.
  package init(in folder: String) throws {
    self.folder = folder
    var path = Array("\(folder)/.floodgate-XXXXXX".utf8CString)
    descriptor = mkstemp(&path)
    guard descriptor >= 0 else { throw ReportFile.Problem(path: folder, message: ReportFile.reason()) }
    unlink(path)
  }

  deinit { close(descriptor) }

  /// Adds bytes, and returns where they begin. Throws ``ReportFile/Problem``.
  package func add(_ bytes: [UInt8]) throws -> Int {
    let place = written + pending.count
    pending += bytes
    if pending.count >= Self.lump { try flush() }
    return place
  }

  /// The bytes at a place that ``add(_:)`` returned. Throws ``ReportFile/Problem``.
  package func bytes(at place: Int, count: Int) throws -> [UInt8] {
    if !pending.isEmpty { try flush() }
    var found = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      found = pread(descriptor, buffer.baseAddress, count, place)
      initialized = max(0, found)
    }
    guard found == count else { throw ReportFile.Problem(path: folder, message: ReportFile.reason()) }
    return bytes
  }

  private func flush() throws {
    var rest = pending[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw ReportFile.Problem(path: folder, message: ReportFile.reason()) }
      rest = rest.dropFirst(count)
    }
    written += pending.count
    pending.removeAll(keepingCapacity: true)
  }
}
