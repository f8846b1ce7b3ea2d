import Foundation
import RunModel
import Statistics
import Testing

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

  @Test func brokenFilesAreRefusedWithTheirName() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID().uuidString)").path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let whole = try ReportFile.encode(SampleRun.report(20))
    for bytes in [
      [], Array(whole.prefix(whole.count / 2)), Array("{}".utf8), Array("no".utf8), [0x1f, 0x8b],
    ] {
      try ReportFile.writeBytes(bytes, to: path)
      let problem = #expect(throws: ReportFile.Problem.self) { try ReportFile.read(path) }
      #expect(problem?.path == path)
    }
    #expect(throws: ReportFile.Problem.self) { try ReportFile.read("/no/such/file") }
  }

  @Test func gzipBombsAreBounded() throws {
    let bomb = try Gzip.compress([UInt8](repeating: 0, count: 5_000_000))
    #expect(throws: Gzip.Problem.tooLarge(limit: 1000)) { try Gzip.decompress(bomb, limit: 1000) }
  }

  @Test func mergingPartsIsMeasuringTheWhole() {
    var random = SeededGenerator(seed: 4)
    let results = (0..<900).map { SampleRun.result($0, &random) }
    var parts = [RunMeasurements(), RunMeasurements(), RunMeasurements()]
    var whole = RunMeasurements()
    for (index, result) in results.enumerated() {
      whole.record(result)
      parts[index % 3].record(result)
    }
    var merged = parts[0]
    merged.merge(parts[1])
    merged.merge(parts[2])
    #expect(merged.statistics == whole.statistics && merged.metrics == whole.metrics)
    #expect(
      merged.windows == whole.windows && merged.scenarios == whole.scenarios
        && merged.cases.keys == whole.cases.keys)
    #expect(
      merged.slowest.map(\.response) == whole.slowest.map(\.response) && merged.traffic == whole.traffic)
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
