import Foundation
import RunModel
import Testing

@testable import Session

/// What a machine was found to measure is known to its later runs.
@Suite struct FloorFileTests {
  let state = NSTemporaryDirectory() + "fg-floor-\(UUID().uuidString)"

  @Test func isKeptForEachHost() throws {
    defer { try? FileManager.default.removeItem(atPath: state) }
    let file = FloorFile(state: state, host: "node-1.example")
    #expect(file.read() == nil)
    file.write(MachineFloor(firstText: 0.001, firstTextTail: 0.002, rate: 8000, streams: [], duration: 3))
    let kept = try #require(file.read())
    #expect((kept.p50, kept.p99, kept.rate) == (0.001, 0.002, 8000) && kept.measured.hasSuffix("Z"))
    #expect(FloorFile(state: state, host: "node-2.example").read() == nil)
  }

  /// A name cannot lead elsewhere, and what is no floor is none.
  @Test(arguments: ["", "{}", "[1", #"{"p50": "x"}"#, String(repeating: " ", count: 5000)])
  func whatIsNoFloorIsNone(text: String) throws {
    defer { try? FileManager.default.removeItem(atPath: state) }
    try FileManager.default.createDirectory(atPath: state + "/floodgate", withIntermediateDirectories: true)
    try text.write(toFile: state + "/floodgate/floor-..etc.json", atomically: true, encoding: .utf8)
    #expect(FloorFile(state: state, host: "../etc").read() == nil)
  }

  /// What cannot be kept is no problem of what was measured.
  @Test func aFolderThatCannotBeMadeIsNoProblem() {
    let file = FloorFile(state: "/dev/null/state", host: "h")
    file.write(MachineFloor(firstText: 0.001, firstTextTail: 0.002, rate: 8000, streams: [], duration: 3))
    #expect(file.read() == nil)
  }
}
