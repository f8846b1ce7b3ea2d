import Glibc
import Report

/// A file that the first of several writers makes, on any machine that shares the folder; it is never half there.
enum OnlyOnce {
  /// Makes it; `false` when it was there. Throws ``ReportFile/Problem``.
  @discardableResult
  static func write(_ bytes: [UInt8], to path: String) throws -> Bool {
    let own = "\(path).\(UInt64.random(in: 0 ..< .max))"
    try ReportFile.writeBytes(bytes, to: own, durable: false)
    defer { unlink(own) }
    if link(own, path) == 0 { return true }
    let code = errno
    if code == EEXIST { return false }
    guard [EPERM, ENOTSUP, ENOSYS].contains(code) else {
      throw UsageProblem("\(path): \(ReportFile.reason(code))")
    }
    return try withoutLinks(bytes, path)
  }

  /// For a file system that has no links: the name is taken first, and filled at once.
  private static func withoutLinks(_ bytes: [UInt8], _ path: String) throws -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return false }
    close(descriptor)
    try ReportFile.writeBytes(bytes, to: path, durable: false)
    return true
  }
}
