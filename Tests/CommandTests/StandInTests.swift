import Foundation
import MockDify
import Report
import RunModel
import Statistics
import Testing

/// The stand-in's graph in a scenario, and a recording that answers everything.
@Suite(.serialized) struct StandInTests {
  let program: ProgramTests

  init() throws { program = try ProgramTests() }

  /// The page's own example.
  @Test func theGraphOfThePageRuns() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../Sources/Floodgate/Documentation.docc/StandIn.md")
    let text = try String(contentsOf: page.standardizedFileURL, encoding: .utf8)
    let yaml = try #require(
      text.components(separatedBy: "```yaml\n").dropFirst().first?.components(separatedBy: "```").first)
    let file = try program.scenario(yaml + "inputs: {q: hi}\nrepeat: 3\nreconcile: true\n")
    let outcome = try program.call(["run", file, "--reports", program.folder + "/r"])
    #expect(outcome.code == 0, "\(outcome)")
    let nodes = try program.report().measurements.nodes.keys
    for name in [
      "Weather (http-request)", "Each (iteration)", "Look up (knowledge-retrieval)", "Step (code)",
    ] {
      #expect(nodes.contains(name), "\(nodes.sorted())")
    }
    let run = try #require(
      try FileManager.default.contentsOfDirectory(atPath: program.folder + "/r").first { !$0.contains(".") })
    let shown = try program.call(["inspect", program.folder + "/r/" + run, "--slowest", "1"])
    #expect(
      shown.output.contains("nodes, from ") && shown.output.contains("# on the critical path"), "\(shown)")
  }

  /// A node that is tried again makes its run partial; where the scenario takes that, its time is told too.
  @Test(arguments: [true, false]) func whatWasTriedAgainIsCounted(isTaken: Bool) throws {
    let file = try program.scenario(
      """
      name: again
      target:
        app: workflow
        mock: {graph: [{type: tool, title: Try, ms: 5, retries: 2}, {type: llm, title: Answer}], first_text_ms: 5}
      inputs: {q: hi}
      repeat: 4
      \(isTaken ? "expect: [{handled_errors: true}]" : "")
      """)
    let outcome = try program.call(["run", file, "--reports", program.folder + "/r"])
    #expect(outcome.code == (isTaken ? 0 : 99), "\(outcome)")
    let measurements = try program.report().measurements
    #expect(measurements.nodes["Try (tool)"]?.retries == 8)
    #expect(measurements.failures["partial"]?.count == (isTaken ? nil : 4))
    #expect(measurements.time.nodes.rows.first { $0.name == "Try (tool)" }?.retries == (isTaken ? 8 : nil))
  }

  @Test func aRecordingAnswersEveryRequestWithItsTiming() async throws {
    let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../DifyTests/Fixtures")
    let name = fixtures.standardizedFileURL.path() + "/chat-llm-first-turn-streaming"
    func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path))) }
    let recording = try #require(
      Recording(
        exchange: bytes(name + ".http"), timing: bytes(name + ".timing.json"), speed: 4, fitsAll: true))
    var configuration = MockConfiguration()
    configuration.app = .advancedChat
    let server = try await MockDifyServer.start(configuration, recordings: [recording])
    let file = try program.scenario(
      """
      name: played
      target: {base_url: "\(server.url)", api_key: "${K}", app: advanced-chat}
      matrix: {n: {from: 1, to: 8}}
      query: "question ${input.n}"
      """)
    let outcome = try program.call(
      ["run", file, "--reports", program.folder + "/r"], environment: ["K": "app-mock"])
    await server.shutdown()
    let report = try program.report()
    #expect(outcome.code == 0 && report.measurements.statistics.succeeded == 8, "\(outcome)")
    // It was recorded with 0.3 s to the first text, and is played four times as fast.
    let first = report.measurements.latency(.timeToFirstText).min
    #expect(first > 60_000_000)
  }

  @Test func whatIsNoRecordingIsRefused() throws {
    let path = program.folder + "/none.http"
    try "GET / HTTP/1.1".write(toFile: path, atomically: true, encoding: .utf8)
    let outcome = try program.call(["mock", "--port", "0", "--record", path])
    #expect(outcome.code == 1 && outcome.errors.contains("is no recording"), "\(outcome)")
  }
}
