import Glibc
import Report
import SystemPackage

/// A file that the first of several writers makes, on any machine that shares the folder; it is never half there.
enum OnlyOnce {
  /// Makes it; `false` when it was there. Throws ``ReportFile/Problem``.
  @discardableResult
  static func write(_ bytes: [UInt8], to path: String) throws -> Bool {
    let own = "\(path).\(UInt64.random(in: 0 ..< .max))"
    try ReportFile.writeBytes(bytes, to: own, durable: false)
    defer { unlink(own) }
    if link(own, path) == 0 { return true }
    let error = Errno.latest
    if error == .fileExists { return false }
    guard [.notPermitted, .notSupported, .noFunction].contains(error) else {
      throw UsageProblem("\(path): \(error.reason)")
    }
    return try withoutLinks(bytes, path)
  }

  /// For a file system that has no links: the name is taken first, and filled at once.
  private static func withoutLinks(_ bytes: [UInt8], _ path: String) throws -> Bool {
    guard (try? OpenFile(path, .writeOnly, [.create, .exclusiveCreate])) != nil else { return false }
    try ReportFile.writeBytes(bytes, to: path, durable: false)
    return true
  }
}
