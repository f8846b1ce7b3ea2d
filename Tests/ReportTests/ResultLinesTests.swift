import Foundation
import Report
import RunModel
import Statistics
import Testing

/// Results that went to disk and came back measure the same.
@Suite struct ResultLinesTests {
  @Test(arguments: [1, 7, 300]) func whatIsReadBackMeasuresTheSame(count: Int) throws {
    var random = SeededGenerator(seed: 4)
    var (before, after) = (RunMeasurements(), RunMeasurements())
    let written = (0..<count).map { SampleRun.result($0, &random) }
    for result in written { before.record(result) }
    var lines: [[UInt8]] = []
    try Self.forEachResult(of: written.flatMap(ResultLine.bytes)) {
      after.record($0)
      lines.append($1)
    }
    #expect(lines == written.map(ResultLine.bytes), "each result comes with its own lines")
    #expect(after.inclusive.total == count && after.inclusive.succeeded == before.inclusive.succeeded)
    #expect(after.inclusive.retries == before.inclusive.retries)
    #expect(after.failures.mapValues(\.count) == before.failures.mapValues(\.count))
    #expect(after.traffic.bytesReceived == before.traffic.bytesReceived)
    for name in [MetricName.responseTime, .serviceTime, .timeToFirstByte, .timeToFirstText, .lateness] {
      #expect(after.latency(name) == before.latency(name), "\(name)")
    }
    #expect(after.time == before.time && after.time.parts.count > 0, "where the time went")
    #expect(after.nodes.mapValues(\.total) == before.nodes.mapValues(\.total))
    #expect(Set(after.cases.keys) == Set(before.cases.keys) && Set(after.tags.keys) == Set(before.tags.keys))
  }

  @Test(arguments: [
    "", "{", "[]", "{}", "null", #"{"index":"a"}"#, #"{"index":1e300}"#, #"{"index":1,"attempt":1e300}"#,
    #"{"index":1,"attempt":1,"status":"x"}"#,
    #"{"index":1,"attempt":1,"status":"failed","intended_ns":9223372036854775807,"start_ns":1,"end_ns":2}"#,
    #"{"index":-1,"attempt":1,"status":"failed","intended_ns":1,"start_ns":1,"end_ns":2,"response_ns":-9223372036854775808}"#,
  ]) func whatIsNoResultIsPassedOver(text: String) throws {
    var measurements = RunMeasurements()
    try Self.forEachResult(of: Array(text.utf8)) { result, _ in measurements.record(result) }
  }

  private static func forEachResult(of bytes: [UInt8], _ take: (TaskResult, [UInt8]) -> Void) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID().uuidString).ndjson").path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    try ReportFile.writeBytes(bytes, to: path, durable: false)
    try ResultLines.forEachResult(path, take)
  }

  /// A run that is killed leaves what was flushed.
  @Test func whatWasFlushedCanBeReadWithoutAnEnd() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID().uuidString).gz").path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    var random = SeededGenerator(seed: 1)
    let writer = try ResultsWriter(path: path)
    for index in 0..<3 { writer.add(SampleRun.result(index, &random)) }
    writer.flush()
    for index in 3..<5 { writer.add(SampleRun.result(index, &random)) }
    var tasks: Set<String> = []
    let end = try ResultsReader.forEachLine(path) { line in
      if case .object(let members)? = try? JSONReader.value(of: Array(line)) {
        tasks.insert(members["task"]?.stringValue ?? "")
      }
    }
    #expect(tasks.count == 3 && end == .cut)
    try writer.finish()
  }
}
