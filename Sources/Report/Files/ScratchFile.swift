/// A file without a name, for what is too much for memory: gone with its process, whatever ends it.
package final class ScratchFile {
  private let file: OpenFile
  private var pending: [UInt8] = []
  private var written = 0

  private static let lump = 1 << 18

  /// Begins a file on the disk of a folder. Throws ``ReportFile/Problem``.
  package init(in folder: String) throws {
    file = try OpenFile(withoutNameIn: folder)
  }

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
    return try file.readAll(count, at: place)
  }

  private func flush() throws {
    try file.write(pending)
    written += pending.count
    pending.removeAll(keepingCapacity: true)
  }
}
