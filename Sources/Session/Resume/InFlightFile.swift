import FoundationEssentials
import Report
import RunModel

/// The tasks that are under way, on disk while a run of cases goes on: after a crash it tells which requests the server
/// may have got though they have no result. Written anew each second, gone when the run has ended in order.
struct InFlightFile {
  let path: String

  init(_ paths: RunPaths) { path = paths.folder + "/in-flight.json" }

  /// Throws what kept it from being written.
  func write(_ indices: Set<Int>) throws {
    let list = JSONValue.array(indices.sorted().map { .integer(Int64($0)) })
    try ReportFile.writeBytes(CanonicalJSON.bytes(of: ["in_flight": list]), to: path, durable: false)
  }

  /// The indices of the tasks that were under way; none when there is no file, or it was never whole.
  func read() -> Set<Int> {
    guard let bytes = try? ReportFile.readBytes(path, limit: 64 << 20),
      case .array(let list)? = try? JSONReader.value(of: bytes)["in_flight"]
    else { return [] }
    return Set(list.compactMap { $0.doubleValue.flatMap { Int(exactly: $0) } })
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}
