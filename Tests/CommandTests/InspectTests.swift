import Foundation
import Report
import RunModel
import Statistics
import Testing

@testable import FloodgateCLI

@Suite struct InspectTests {
  private func result(_ index: Int, response: Int64, failure: FailureClass? = nil, tag: String = "x")
    -> TaskResult
  {
    var exchange = ExchangeRecord()
    exchange.httpStatus = failure == nil ? 200 : 502
    exchange.received = failure == nil ? nil : "<html>\u{1b}[2J bad \"failure\":\"auth\" gateway"
    exchange.headers = failure == nil ? nil : ["server": "nginx"]
    let start = RunInstant(nanoseconds: Int64(index) * 1_000_000_000)
    let attempt = AttemptRecord(
      number: 1, intendedStart: start, admitted: start, granted: start, start: start,
      end: start + .nanoseconds(response), status: failure == nil ? .succeeded : .error, failure: failure,
      message: failure.map { "\($0.rawValue)!" }, exchanges: [exchange])
    return TaskResult(
      index: index, taskID: "task-\(index)", caseID: "case-\(index % 3)", workflowID: "w", scenario: "s",
      tags: ["kind": tag], status: attempt.status, intendedStart: start, finished: attempt.end,
      attempts: [attempt])
  }

  /// 60 results: every tenth a gateway's, every seventh with another tag.
  private func folder(cut: Int = 0) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID().uuidString)").path()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let writer = try ResultsWriter(path: folder + "/results.ndjson.gz")
    for index in 0..<60 {
      writer.add(
        result(
          index, response: Int64((index * 37) % 60 + 1) * 1_000_000,
          failure: index % 10 == 0 ? .gateway : nil,
          tag: index % 7 == 0 ? "y" : "x"))
    }
    try writer.finish()
    if cut > 0 {
      let bytes = try ReportFile.readBytes(folder + "/results.ndjson.gz")
      try ReportFile.writeBytes(Array(bytes.dropLast(cut)), to: folder + "/results.ndjson.gz")
    }
    return folder
  }

  private func found(_ change: (inout ResultQuery) -> Void, slowest: Int? = nil, limit: Int = 100) throws
    -> [String]
  {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var query = ResultQuery()
    change(&query)
    var selection = ResultSelection(limit: slowest ?? limit, slowest: slowest != nil)
    let end = try ResultsReader.forEachLine(folder + "/results.ndjson.gz") { line in
      if let result = query.result(line) { selection.add(result) }
    }
    #expect(end == .whole)
    return selection.results.compactMap { $0["task"]?.stringValue }
  }

  @Test func filtersAreExact() throws {
    #expect(
      try found { $0.failure = "gateway" } == [
        "task-0", "task-10", "task-20", "task-30", "task-40", "task-50",
      ])
    #expect(try found { $0.failure = "auth" }.isEmpty, "the word inside a text is no class")
    #expect(try found { ($0.status, $0.caseID) = ("error", "case-1") } == ["task-10", "task-40"])
    #expect(try found { $0.tags = ["kind": "y"] }.count == 9)
    #expect(try found { ($0.since, $0.until) = (10, 13) } == ["task-10", "task-11", "task-12"])
    #expect(try found { $0.scenario = "t" }.isEmpty && found { $0.variant = "a" }.isEmpty)
  }

  @Test func theSlowestComeFirst() throws {
    let slowest = try found({ _ in }, slowest: 3)
    #expect(slowest == ["task-47", "task-34", "task-21"], "(index * 37) % 60 is 59, 58, 57")
    #expect(try found({ _ in }, limit: 2) == ["task-0", "task-1"])
  }

  @Test func aFileOfAKilledRunIsReadAsFarAsItGoes() throws {
    let folder = try folder(cut: 12)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var count = 0
    #expect(try ResultsReader.forEachLine(folder + "/results.ndjson.gz") { _ in count += 1 } == .cut)
    #expect(count > 10)
    let outcome = try ProgramTests().call(["inspect", folder, "--class", "gateway"])
    #expect(outcome.code == 0 && outcome.errors.contains("ends early"), "\(outcome.errors)")
  }

  @Test func aCorruptFileIsRefusedWithItsName() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var bytes = try ReportFile.readBytes(folder + "/results.ndjson.gz")
    for index in 20..<60 { bytes[index] ^= 0xff }
    try ReportFile.writeBytes(bytes, to: folder + "/results.ndjson.gz")
    let problem = #expect(throws: ReportFile.Problem.self) {
      try ResultsReader.forEachLine(folder + "/results.ndjson.gz") { _ in }
    }
    #expect(problem?.message.contains("damaged") == true)
  }

  @Test func showsWhatWasSentAndReceived() throws {
    let sent = TestCase(id: "case-0", parameters: ["topic": "bees"], query: "why?")
    let value = try JSONDecoder().decode(
      JSONValue.self, from: Data(ResultLine.bytes(result(10, response: 5_000_000, failure: .gateway))))
    let lines = InspectText.lines(value, sent)
    #expect(
      lines[0]
        == "error (gateway): task-10 attempt 1 of case case-1, scenario s, at second 10.000, response time 5.00 ms"
    )
    #expect(lines.contains("    sent      {\"topic\":\"bees\"}  query \"why?\""))
    #expect(lines.contains("    received  HTTP 502") && lines.contains("    headers   server: nginx"))
    #expect(lines.contains("    said      gateway!") && !lines.joined().contains("\u{1b}"))
    #expect(InspectText.json(value, sent).contains(#""request":{"inputs":{"topic":"bees"},"query":"why?"}"#))
  }

  @Test(arguments: [
    (["--status", "done"], "unknown status 'done'"),
    (["--tag", "kind"], "'kind' is no tag; expected name=value"),
    (["--slowest=-1"], "--slowest is -1; expected 0 or more"),
  ]) func mistakesAreExplained(arguments: [String], message: String) throws {
    let outcome = try ProgramTests().call(["inspect", "/no/such"] + arguments)
    #expect(outcome.code != 0 && outcome.errors.contains(message), "\(outcome.errors)")
  }
}
