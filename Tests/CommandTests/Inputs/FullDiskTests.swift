import Foundation
import Report
import RunModel
import Testing

/// A disk that is full, or cannot be written.
@Suite(.serialized) struct FullDiskTests {
  /// A file system of so many kilobytes for one command, where the machine allows one.
  private static func command(_ kilobytes: Int, _ folder: String, _ command: [String]) -> [String] {
    let script =
      "mount -t tmpfs -o size=\(kilobytes)k tmpfs \"$0\" && \"$@\"; code=$?; cp -r \"$0\" \"$0.kept\"; exit $code"
    return ["--mount", "sh", "-c", script, folder] + command
  }

  private static func call(_ arguments: [String]) throws -> (code: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/unshare")
    process.arguments = arguments
    let output = Pipe()
    (process.standardOutput, process.standardError) = (output, output)
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  static let canMount =
    (try? call(["--mount", "sh", "-c", "mount -t tmpfs tmpfs /mnt"]).code) == 0

  /// A run on a disk with so many kilobytes beside the manifest.
  private static func run(_ kilobytes: Int) throws -> (code: Int32, text: String, folder: String) {
    let program = try ProgramTests()
    let disk = program.folder + "/disk"
    try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
    let file = try program.scenario(
      """
      name: full
      target: {app: workflow, mock: {first_byte_ms: 0, first_text_ms: 0, gap_ms: 0, events: 1}}
      matrix: {n: {from: 1, to: \(count)}}
      execution: {concurrency: 16}
      """)
    let manifest = program.folder + "/m.jsonl"
    _ = try program.call(["plan", file, "--output", manifest])
    let size = try FileManager.default.attributesOfItem(atPath: manifest)[.size] as? Int ?? 0
    let (code, text) = try call(
      command(
        kilobytes + size / 1024, disk,
        [ProgramTests.program.path(), "run", file, "--reports", disk, "--quiet"]))
    return (code, text, program.folder)
  }

  private static let count = 6000

  @Test(.enabled(if: canMount, "needs the right to mount")) func aFullDiskStillTakesTheReport() throws {
    // The reserve of 8 MB fits; of the results only the first 64 kB.
    let (code, text, folder) = try Self.run(8192 + 64)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    // A busy machine may have been in the way of its own load: that is no matter here.
    #expect([0, 5].contains(code), "\(text)")
    let kept = folder + "/disk.kept"
    let run = try #require(try ProgramTests.runFolders(in: kept).first)
    let report = try ReportFile.read("\(kept)/\(run)/report.json.gz")
    #expect(report.measurements.inclusive.total == Self.count)
    #expect(report.notes.contains { $0.hasPrefix("results.ndjson.gz is incomplete") })
    #expect(!FileManager.default.fileExists(atPath: "\(kept)/\(run)/.reserve"))
  }

  @Test(.enabled(if: canMount, "needs the right to mount")) func tooLittleRoomIsFoundBeforeTheFirstRequest()
    throws
  {
    let (code, text, folder) = try Self.run(2048)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(code == 1 && text.contains("the report needs 8 MB of room; nothing was sent"), "\(text)")
  }

  @Test func aFolderThatCannotBeWrittenIsFoundBeforeTheFirstRequest() throws {
    let program = try ProgramTests()
    defer { try? FileManager.default.removeItem(atPath: program.folder) }
    let file = try program.scenario("target: {app: workflow, mock: {}}\n")
    let outcome = try program.call(["run", file, "--reports", "/proc/nowhere"])
    #expect(outcome.code == 1 && outcome.errors.contains("/proc/nowhere"), "\(outcome)")
  }
}
