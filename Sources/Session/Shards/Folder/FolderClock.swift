import FoundationEssentials
import Glibc
import Report
import SystemPackage

/// The clock of a shared folder: what its server notes for a file that was just written.
package struct FolderClock: Sendable {
  /// This machine's clock, seconds since 1970.
  let local: @Sendable () -> Double
  /// The folder's, against it.
  let offset: ClockOffset

  /// Seconds since 1970 by the folder's clock.
  var now: Double { local() + offset.correction }

  /// The system's clock.
  package static let system: @Sendable () -> Double = {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }

  /// How often a file is written: each look tells more, until it is known to a few milliseconds.
  private static let looks = 16

  /// Asks a folder. Throws ``ReportFile/Problem``.
  init(_ folder: String, name: String, local: @escaping @Sendable () -> Double = Self.system) async throws {
    self.local = local
    let path = "\(folder)/\(name)"
    defer { unlink(path) }
    var offset = ClockOffset()
    for look in 1...Self.looks {
      let before = local()
      try ReportFile.writeBytes([UInt8(look)], to: path, durable: false)
      let after = local()
      let noted = try Self.noted(path)
      offset.look(before: before, after: after, noted: noted.at, grain: noted.grain)
      // Steps that are no multiple of a clock's tick.
      try await Task.sleep(for: .microseconds(1300))
    }
    self.offset = offset
  }

  /// Some systems note whole seconds; others the tick before.
  private static func noted(_ path: String) throws -> (at: Double, grain: Double) {
    var facts = stat()
    guard stat(path, &facts) == 0 else {
      throw UsageProblem("\(path): \(Errno.latest.reason)")
    }
    let nanoseconds = facts.st_mtim.tv_nsec
    return (Double(facts.st_mtim.tv_sec) + Double(nanoseconds) / 1e9, nanoseconds == 0 ? 1 : 0.01)
  }
}
