import Foundation
import Testing

/// Requests say their traces, and results keep them: what a server's own tracing shows is found again.
@Suite(.serialized) struct TraceparentTests {
  private static let answer = """
    HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n\
    data: {"event":"workflow_started","task_id":"t","workflow_run_id":"r","data":{"id":"r"}}\n\n\
    data: {"event":"workflow_finished","task_id":"t","workflow_run_id":"r","data":{"id":"r","status":"succeeded"}}\n\n
    """

  private func run(_ options: [String], key: String = "") throws -> (
    program: ProgramTests, requests: [String]
  ) {
    let server = EchoServer { _, _ in Self.answer }
    defer { server.stop() }
    let program = try ProgramTests()
    let file = try program.scenario(
      """
      name: traced
      target: {base_url: "http://127.0.0.1:\(server.port)/v1", api_key: "${FG_KEY}", app: workflow, preflight: false\(key)}
      matrix: {n: {from: 1, to: 20}}
      execution: {concurrency: 2}

      """)
    let outcome = try program.call(
      ["run", file, "--reports", program.folder + "/r"] + options, environment: ["FG_KEY": "app-x"])
    #expect([0, 3].contains(outcome.code), "\(outcome.errors)\(outcome.output)")
    return (program, server.requests)
  }

  private static func parents(_ requests: [String]) -> [String] {
    requests.compactMap { $0.firstMatch(of: #/\r\ntraceparent: (00-[0-9a-f]{32}-[0-9a-f]{16}-0[01])\r\n/#) }
      .map { String($0.output.1) }
  }

  @Test(arguments: [(["--traceparent"], ""), ([], ", traceparent: true")])
  func theTraceOfEachRequestIsThatOfItsResult(options: [String], key: String) throws {
    let (program, requests) = try run(options, key: key)
    let parents = Self.parents(requests)
    #expect(parents.count == 20 && parents.allSatisfy { $0.hasSuffix("-01") })
    let folder = program.folder + "/r/" + (try #require(try program.runFolders().last))
    let listed = try program.call(["inspect", folder])
    let traces = listed.output.matches(of: #/\n    trace     ([0-9a-f]{32})\n?/#).map { String($0.output.1) }
    #expect(Set(traces) == Set(parents.map { String($0.dropFirst(3).prefix(32)) }) && traces.count == 20)
    for wanted in [parents[4], String(parents[4].dropFirst(3).prefix(32)).uppercased()] {
      let one = try program.call(["inspect", folder, "--trace", wanted])
      #expect(one.output.components(separatedBy: "of case").count == 2, "\(one.output)")
    }
    let wrong = try program.call(["inspect", folder, "--trace", "12"])
    #expect(wrong.code != 0 && wrong.errors.contains("'12' is no trace"), "\(wrong.errors)")
  }

  @Test func aShareIsMarkedAsSampled() throws {
    let parents = Self.parents(try run([], key: ", traceparent: 0").requests)
    #expect(parents.count == 20 && parents.allSatisfy { $0.hasSuffix("-00") })
  }

  @Test func nobodyIsToldUnasked() throws {
    let (program, requests) = try run([])
    #expect(requests.count == 20 && !requests.contains { $0.lowercased().contains("traceparent") })
    let folder = program.folder + "/r/" + (try #require(try program.runFolders().last))
    #expect(try !program.call(["inspect", folder]).output.contains("    trace "))
  }
}
