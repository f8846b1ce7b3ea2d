import Foundation
import Report
import RunModel
import Session
import Testing

/// Results are measured and written in lots; whoever asks finds all of them.
@Suite struct RunRecorderTests {
  private let path = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID()).ndjson.gz").path

  private func result(_ index: Int, outputs: JSONValue = .null) -> TaskResult {
    let end = RunInstant(nanoseconds: 1_000_000)
    return TaskResult(
      index: index, taskID: "t", caseID: "c", workflowID: "w", scenario: "s", status: .succeeded,
      finished: end,
      attempts: [
        AttemptRecord(
          number: 1, intendedStart: .zero, admitted: .zero, granted: .zero, start: .zero, end: end,
          status: .succeeded)
      ], outputs: outputs)
  }

  private func recorder(keepsOutputs: Bool = false) throws -> RunRecorder {
    RunRecorder(
      warmUpEnd: nil, bands: nil, selections: [], writer: try ResultsWriter(path: path),
      keepsOutputs: keepsOutputs)
  }

  private func written() throws -> [[String: JSONValue]] {
    var lines: [[String: JSONValue]] = []
    try ResultsReader.forEachLine(path) { line in
      if case .object(let members) = try JSONReader.value(of: Array(line)) { lines.append(members) }
    }
    return lines
  }

  @Test(arguments: [1, 31, 32, 33, 100]) func allAreMeasuredAndWritten(count: Int) throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let recorder = try recorder()
    for index in 0..<count {
      recorder.record(result(index))
      if index % 7 == 0 { #expect(recorder.measurements.inclusive.succeeded == index + 1) }
    }
    recorder.flush()
    #expect(try written().map { $0["index"] } == (0..<count).map { .integer(Int64($0)) })
    #expect(recorder.measurements.inclusive.succeeded == count && recorder.finish() == nil)
  }

  @Test(arguments: [true, false]) func outputsAreWrittenWhereTheyAreKept(areKept: Bool) throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let recorder = try recorder(keepsOutputs: areKept)
    recorder.record(result(0, outputs: ["text": "tides"]))
    #expect(recorder.finish() == nil)
    #expect(try written().map { $0["outputs"] } == [areKept ? ["text": "tides"] : nil])
  }

  @Test func whoLooksAfterEachHasAll() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let recorder = try recorder()
    var seen: [Int] = []
    recorder.afterEach = { seen.append(recorder.measurements.inclusive.succeeded) }
    for index in 0..<3 { recorder.record(result(index)) }
    #expect(seen == [1, 2, 3])
  }
}
