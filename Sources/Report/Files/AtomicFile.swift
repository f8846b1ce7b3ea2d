import Glibc
import SystemPackage

/// A file that appears whole or not at all: written under a temporary name, synced, renamed.
package final class AtomicFile {
  private let path: String
  private let temporary: String
  private let file: OpenFile
  private var pending: [UInt8] = []
  private var isCommitted = false

  private static let lump = 1 << 18

  /// Begins a file. Throws ``ReportFile/Problem``.
  package init(_ path: String) throws {
    self.path = path
    temporary = path + ".tmp-\(getpid())"
    file = try OpenFile(temporary, .writeOnly, [.create, .truncate], knownAs: path)
  }

  deinit { if !isCommitted { unlink(temporary) } }

  /// Adds bytes. Throws ``ReportFile/Problem``.
  package func add(_ bytes: [UInt8]) throws {
    pending += bytes
    if pending.count >= Self.lump { try flush() }
  }

  /// Writes over the first bytes; as many have been added before. Throws ``ReportFile/Problem``.
  package func replaceStart(_ bytes: [UInt8]) throws {
    try flush()
    try file.write(bytes, at: 0)
  }

  /// Makes the file appear. Throws ``ReportFile/Problem``; there is no file then. One that is not `durable` outlives
  /// its process but not its machine, and costs no wait for the disk.
  package func commit(durable: Bool = true) throws {
    try flush()
    if durable { try file.sync() }
    try OpenFile.rename(temporary, to: path)
    isCommitted = true
  }

  private func flush() throws {
    try file.write(pending)
    pending.removeAll(keepingCapacity: true)
  }
}
