import Glibc
import Report
import SystemPackage

/// Room on the disk for the report, taken before the first request and given back before the report is written: a disk
/// that the results have filled still takes the report.
struct DiskReserve {
  private let path: String
  /// A report of a large run has some megabytes.
  static let size = 8 << 20

  init(_ paths: RunPaths) { path = paths.folder + "/.reserve" }

  /// Takes the room. Throws ``UsageProblem`` when the folder cannot be written, or has too little.
  func take() throws {
    do { try OpenFile(path, .writeOnly, .create).reserve(Self.size) } catch {
      release()
      throw UsageProblem(
        "\(error): the report needs \(Self.size >> 20) MB of room; nothing was sent; --reports names another place"
      )
    }
  }

  /// Gives it back; nothing happens when it is not there.
  func release() { unlink(path) }
}
