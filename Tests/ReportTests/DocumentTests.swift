import Foundation
import RunModel
import Statistics
import Testing

@testable import Judgement
@testable import Pages
@testable import Report

@Suite struct DocumentTests {
  @Test("B04 equal reports give equal bytes, and are read back whole")
  func roundTrip() throws {
    let report = SampleRun.report()
    let bytes = try ReportFile.encode(report)
    #expect(try ReportFile.encode(report) == bytes)
    #expect(Array(bytes[4..<8]) == [0, 0, 0, 0], "gzip's time is zero")
    let path = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID().uuidString).json.gz")
      .path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    try ReportFile.write(report, to: path)
    #expect(try ReportFile.read(path) == report)
  }

  @Test(arguments: [
    ("cut in half", "ends early"), ("one byte", "ends early"), ("a byte changed", "corrupt"),
    ("newer", "its format is version 99, this floodgate reads versions 1 to 2: use a newer floodgate"),
    ("version 0", "its format is version 0"), ("text", "no JSON object with a schemaVersion"),
    ("empty", "no JSON object with a schemaVersion"), ("a list", "no JSON object with a schemaVersion"),
    ("a number for a name", "name is no String"), ("no name", "name is missing"),
    ("a window without its counts", "its measurements contradict each other"),
  ]) func brokenFilesAreRefusedWithTheirNameAndWhatIsWrong(kind: String, message: String) throws {
    try ValidationTool.withFolder { folder in
      let path = folder + "/report.json.gz"
      try ReportFile.writeBytes(try Self.broken(kind), to: path)
      let problem = #expect(throws: ReportFile.Problem.self) { try ReportFile.read(path) }
      #expect(problem?.description.hasPrefix(path + ": ") == true)
      #expect(problem?.message.contains(message) == true, "\(kind): \(problem?.message ?? "")")
    }
  }

  private static func broken(_ kind: String) throws -> [UInt8] {
    let report = SampleRun.report(20)
    let whole = try ReportFile.encode(report)
    let json = String(decoding: try ReportFile.json(report), as: UTF8.self)
    func changed(_ old: String, _ new: String) throws -> [UInt8] {
      try #require(json.contains(old))
      return try Gzip.compress(Array(json.replacingOccurrences(of: old, with: new).utf8))
    }
    switch kind {
    case "cut in half": return Array(whole.prefix(whole.count / 2))
    case "one byte": return [0x1f, 0x8b]
    case "a byte changed":
      var bytes = whole
      bytes[bytes.count - 6] ^= 0x40
      return bytes
    case "newer": return Array(#"{"schemaVersion":99,"measurements":[]}"#.utf8)
    case "version 0": return Array(#"{"schemaVersion":0}"#.utf8)
    case "text": return Array("no".utf8)
    case "a list": return Array("[1]".utf8)
    case "a number for a name": return try changed(#""name":"sample""#, #""name":7"#)
    case "no name": return try changed(#""name":"sample""#, #""nam":"sample""#)
    case "a window without its counts": return try changed(#""finished":[1"#, #""finish":[1"#)
    default: return []
    }
  }

  @Test func aFileThatIsNotThereIsNamed() {
    let problem = #expect(throws: ReportFile.Problem.self) { try ReportFile.read("/no/such/file") }
    #expect(problem?.description == "/no/such/file: there is no such file or folder")
  }

  @Test func gzipBombsAreBounded() throws {
    let bomb = try Gzip.compress([UInt8](repeating: 0, count: 5_000_000))
    #expect(throws: Gzip.Problem.tooLarge(limit: 1000)) { try Gzip.decompress(bomb, limit: 1000) }
  }

  @Test func windowsStayFewHoweverLongTheRun() {
    var measurements = RunMeasurements()
    var random = SeededGenerator(seed: 2)
    for index in stride(from: 0, to: 2_000_000, by: 1000) {
      measurements.record(SampleRun.result(index, &random))
    }
    #expect(measurements.windows.windows.count <= TimeWindows.limit && measurements.windows.width == 256)
    #expect(measurements.windows.windows.reduce(0) { $0 + $1.total } == 2000)
  }

  @Test func resultsAreWrittenAsTheyComeAndReadAfterACrash() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID().uuidString).gz").path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    var random = SeededGenerator(seed: 3)
    let writer = try ResultsWriter(path: path)
    for index in 0..<6_000 { writer.add(SampleRun.result(index, &random)) }
    #expect(try ResultsReader.lines(path).count >= 5_000, "before the end, as after kill -9")
    try writer.finish()
    let lines = try ResultsReader.lines(path)
    #expect(
      lines.count == 6_000 && lines[7]["task"] == "task-8" && lines[7]["response_ns"]?.doubleValue ?? 0 > 0)
  }
}
