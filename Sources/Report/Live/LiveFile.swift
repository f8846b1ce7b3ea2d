import FoundationEssentials
import RunModel

/// `progress.json` in a run's folder: how the run stands, written anew each second, gone when it has ended in order.
package struct LiveFile: Sendable {
  private let path: String

  package static let name = "progress.json"
  /// A larger file is none of a run's.
  private static let limit = 1 << 20

  package init(folder: String) { path = folder + "/" + Self.name }

  /// Throws ``ReportFile/Problem``.
  package func write(_ standing: LiveStanding) throws {
    try ReportFile.writeBytes(CanonicalEncoder.bytes(of: standing), to: path, durable: false)
  }

  /// When it was written last; `nil` when there is none.
  package var written: Date? { ReportFile.written(path) }

  /// `nil` when there is none, or none that this build understands.
  package func read() -> LiveStanding? {
    (try? ReportFile.readBytes(path, limit: Self.limit)).flatMap(Self.standing)
  }

  /// What the bytes of such a file say.
  package static func standing(of bytes: [UInt8]) -> LiveStanding? {
    guard let standing = try? DocumentDecoder.decode(LiveStanding.self, from: bytes),
      standing.version == LiveStanding.currentVersion, standing.series.isConsistent,
      (0..<longest).contains(standing.elapsed)
    else { return nil }
    return standing
  }

  /// No run takes so many seconds.
  private static let longest = 1e8

  package func remove() { try? FileManager.default.removeItem(atPath: path) }
}
