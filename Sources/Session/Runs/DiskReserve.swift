import Glibc
import Report

/// Room on the disk for the report, taken before the first request and given back before the report is written: a disk
/// that the results have filled still takes the report.
struct DiskReserve {
  private let path: String
  /// A report of a large run has some megabytes.
  private static let size: off_t = 8 << 20

  init(_ paths: RunPaths) { path = paths.folder + "/.reserve" }

  /// Takes the room. Throws ``UsageProblem`` when the folder cannot be written, or has too little.
  func take() throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw UsageProblem("\(path): \(ReportFile.reason())") }
    defer { close(descriptor) }
    let problem = posix_fallocate(descriptor, 0, Self.size)
    guard problem == 0 else {
      unlink(path)
      throw UsageProblem(
        "\(path): \(ReportFile.reason(problem)): the report needs \(Self.size >> 20) MB of room; nothing was sent; --reports names another place"
      )
    }
  }

  /// Gives it back; nothing happens when it is not there.
  func release() { unlink(path) }
}
