import Report
import RunModel
import Synchronization

/// The lines of a plan's cases, as the check made them: the manifest of its run is a copy of them. What is too much for
/// memory lies on the disk of a folder, in a file without a name, as long as there is room for the copy too.
struct PlanLines: Sendable {
  private let folder: String
  private var rest: [UInt8] = []
  private var file: OpenFile?
  private var onDisk = 0
  /// Whether all lines are there. Where there was no room for them the cases have to be gone through again.
  private(set) var isWhole = true

  private static let lump = 1 << 18

  /// On the disk of a folder, or of the one that it is to be made in.
  init(near folder: String) { self.folder = folder }

  /// Takes the next line.
  mutating func add(_ line: [UInt8]) {
    guard isWhole else { return }
    rest += line
    guard rest.count > Self.lump else { return }
    do {
      let file = try file ?? openFile()
      try file.write(rest)
      (self.file, onDisk) = (file, onDisk + rest.count)
      if let free = file.freeRoom, free < onDisk + DiskReserve.size { drop() }
    } catch {
      drop()
    }
    rest.removeAll(keepingCapacity: isWhole)
  }

  private mutating func drop() { (isWhole, file) = (false, nil) }

  private func openFile() throws -> OpenFile {
    try (try? OpenFile(withoutNameIn: folder)) ?? OpenFile(withoutNameIn: folder.parentFolder)
  }

  /// Hands out all of them, in pieces. Throws ``ReportFile/Problem``, and what `take` throws.
  func forEachPiece(_ take: ([UInt8]) throws -> Void) throws {
    for place in stride(from: 0, to: onDisk, by: Self.lump) {
      try take(file!.readAll(min(Self.lump, onDisk - place), at: place))
    }
    try take(rest)
  }
}

/// The lines of a run that is to come: handed out once, so that they take no room beside its manifest.
final class KeptLines: Sendable {
  private let lines: Mutex<PlanLines?>

  init(_ lines: PlanLines) { self.lines = Mutex(lines) }

  func take() -> PlanLines? {
    lines.withLock { lines in
      defer { lines = nil }
      return lines
    }
  }
}
