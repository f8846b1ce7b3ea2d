import RunModel
import SystemPackage

/// An index of runs that only grows: one line of JSON each.
package struct HistoryFile {
  /// What was read.
  package struct Content {
    package var entries: [HistoryEntry] = []
    /// Lines that could not be read, in words.
    package var notes: [String] = []
  }

  package let path: String

  /// A larger file is not read.
  private static let limit = 256 << 20

  package init(_ path: String) { self.path = path }

  /// The entries, and what could not be read. Throws ``ReportFile/Problem``.
  package func read() throws -> Content { content(try ReportFile.readBytes(path, limit: Self.limit)) }

  /// Appends those entries whose runs are not in it yet, and returns them. Whoever appends holds the file's lock, and what
  /// is written is synced before the lock is given back. Throws ``ReportFile/Problem``.
  package func add(_ entries: [HistoryEntry]) throws -> [HistoryEntry] {
    let file = try OpenFile(path, .readWrite, [.create, .append])
    try file.lock()
    let bytes = try ReportFile.readBytes(path, limit: Self.limit)
    var known = Set(content(bytes).entries.flatMap(\.runs))
    let new = entries.filter { entry in
      let isNew = known.isDisjoint(with: entry.runs)
      known.formUnion(entry.runs)
      return isNew
    }
    if new.isEmpty { return [] }
    // A line that a crash has cut is ended first, or it would swallow the next.
    let start: [UInt8] = bytes.isEmpty || bytes.last == 0x0a ? [] : [0x0a]
    try file.write(start + (try new.flatMap(Self.line)))
    try file.sync()
    return new
  }

  private static func line(_ entry: HistoryEntry) throws -> [UInt8] {
    try CanonicalEncoder.bytes(of: entry) + [0x0a]
  }

  private func content(_ bytes: [UInt8]) -> Content {
    var content = Content()
    let lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.isEmpty {
      if let entry = try? DocumentDecoder.decode(HistoryEntry.self, from: Array(line)),
        entry.version <= HistoryEntry.currentVersion
      {
        content.entries.append(entry)
      } else {
        let isTorn = index == lines.count - 1
        content.notes.append(
          "\(path):\(index + 1): \(isTorn ? "the last line is cut short" : "the line is no entry of version \(HistoryEntry.currentVersion)"); it is left out"
        )
      }
    }
    return content
  }
}
