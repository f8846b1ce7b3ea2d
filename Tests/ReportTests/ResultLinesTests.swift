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
    var lines = ResultLines()
    let take = { (result: TaskResult?, measurements: inout RunMeasurements) in
      if let result { measurements.record(result) }
    }
    for index in 0..<count {
      let result = SampleRun.result(index, &random)
      before.record(result)
      for line in ResultLine.bytes(result).split(separator: 0x0a) { take(lines.add(line), &after) }
    }
    take(lines.takeResult(), &after)
    #expect(after.inclusive.total == count && after.inclusive.succeeded == before.inclusive.succeeded)
    #expect(after.inclusive.retries == before.inclusive.retries)
    #expect(after.failures.mapValues(\.count) == before.failures.mapValues(\.count))
    #expect(after.traffic.bytesReceived == before.traffic.bytesReceived)
    for name in [MetricName.responseTime, .serviceTime, .timeToFirstByte, .timeToFirstText, .lateness] {
      #expect(after.latency(name) == before.latency(name), "\(name)")
    }
    #expect(Set(after.cases.keys) == Set(before.cases.keys) && Set(after.tags.keys) == Set(before.tags.keys))
  }

  @Test(arguments: [
    "", "{", "[]", "{}", "null", #"{"index":"a"}"#, #"{"index":1e300}"#, #"{"index":1,"attempt":1e300}"#,
    #"{"index":1,"attempt":1,"status":"x"}"#,
    #"{"index":1,"attempt":1,"status":"failed","intended_ns":9223372036854775807,"start_ns":1,"end_ns":2}"#,
    #"{"index":-1,"attempt":1,"status":"failed","intended_ns":1,"start_ns":1,"end_ns":2,"response_ns":-9223372036854775808}"#,
  ]) func whatIsNoResultIsPassedOver(text: String) {
    var lines = ResultLines()
    _ = lines.add(Array(text.utf8)[...])
    if let result = lines.takeResult() {
      var measurements = RunMeasurements()
      measurements.record(result)
    }
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
