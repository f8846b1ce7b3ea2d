import Glibc

/// A file that appears whole or not at all: written under a temporary name, synced, renamed.
package final class AtomicFile {
  private let path: String
  private let temporary: String
  private let descriptor: Int32
  private var pending: [UInt8] = []
  private var isCommitted = false

  private static let lump = 1 << 18

  /// Begins a file. Throws ``ReportFile/Problem``.
  package init(_ path: String) throws {
    self.path = path
    temporary = path + ".tmp-\(getpid())"
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw ReportFile.Problem(path: path, message: ReportFile.reason()) }
  }

  deinit {
    close(descriptor)
    if !isCommitted { unlink(temporary) }
  }

  /// Adds bytes. Throws ``ReportFile/Problem``.
  package func add(_ bytes: [UInt8]) throws {
    pending += bytes
    if pending.count >= Self.lump { try flush() }
  }

  /// Writes over the first bytes; as many have been added before. Throws ``ReportFile/Problem``.
  package func replaceStart(_ bytes: [UInt8]) throws {
    try flush()
    guard pwrite(descriptor, bytes, bytes.count, 0) == bytes.count else {
      throw ReportFile.Problem(path: path, message: ReportFile.reason())
    }
  }

  /// Makes the file appear. Throws ``ReportFile/Problem``; there is no file then. One that is not `durable` outlives
  /// its process but not its machine, and costs no wait for the disk.
  package func commit(durable: Bool = true) throws {
    try flush()
    if durable { fsync(descriptor) }
    guard rename(temporary, path) == 0 else {
      throw ReportFile.Problem(path: path, message: ReportFile.reason())
    }
    isCommitted = true
  }

  private func flush() throws {
    var rest = pending[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw ReportFile.Problem(path: path, message: ReportFile.reason()) }
      rest = rest.dropFirst(count)
    }
    pending.removeAll(keepingCapacity: true)
  }
}
