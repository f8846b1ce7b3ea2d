import Foundation
import Report
import RunModel

/// Where this machine's floor is kept between runs. A home directory may be shared by machines: each has a file of its own.
package struct FloorFile: Sendable {
  private let path: String

  /// Of a folder for state, and a machine's name.
  init(state: String, host: String) {
    path = "\(state)/floodgate/floor-\(host.filter { $0.isLetter || $0.isNumber || "-.".contains($0) }).json"
  }

  /// Of this machine; `nil` where no folder for state is known.
  package static let own: FloorFile? = {
    let environment = ProcessInfo.processInfo.environment
    let state =
      environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
      ?? environment["HOME"].flatMap { $0.isEmpty ? nil : $0 + "/.local/state" }
    return state.map { FloorFile(state: $0, host: ProcessInfo.processInfo.hostName) }
  }()

  /// Keeps a floor. That it cannot be kept is no fault of the measurement.
  package func write(_ floor: MachineFloor) {
    let kept = GeneratorHealth.Floor(
      p50: floor.firstText, p99: floor.firstTextTail, rate: floor.rate, measured: Date().formatted(.iso8601))
    try? FileManager.default.createDirectory(atPath: path.parentFolder, withIntermediateDirectories: true)
    guard let bytes = try? CanonicalEncoder.bytes(of: kept) else { return }
    try? ReportFile.writeBytes(bytes, to: path, durable: false)
  }

  /// What was kept; `nil` when nothing was, or nothing that can be read.
  func read() -> GeneratorHealth.Floor? {
    guard let bytes = try? OpenFile(path).read(4096, at: 0) else { return nil }
    return try? DocumentDecoder.decode(GeneratorHealth.Floor.self, from: bytes)
  }
}
