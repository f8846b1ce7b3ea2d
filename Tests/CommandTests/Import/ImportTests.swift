import Foundation
import MockDify
import RunModel
import Testing

/// `floodgate import` as its user meets it.
@Suite struct ImportTests {
  private static func corpus(_ name: String) -> String {
    Repository.root.appending(path: "Tests/FuzzTests/Corpus/import/\(name)").path()
  }

  private func imported(_ name: String, _ program: ProgramTests) throws -> (
    outcome: ProgramTests.Outcome, scenario: String, cases: String
  ) {
    let file = program.folder + "/my.yaml"
    let outcome = try program.call(["import", Self.corpus(name), "-o", file])
    return (
      outcome, try String(contentsOfFile: file, encoding: .utf8),
      try String(contentsOfFile: program.folder + "/my.jsonl", encoding: .utf8)
    )
  }

  @Test func aRecordingOfAPageBecomesCasesOfItsApp() throws {
    let program = try ProgramTests()
    let (outcome, scenario, cases) = try imported("sample.har", program)
    #expect(outcome.code == 0, "\(outcome)")
    #expect(
      scenario.contains("base_url: \"https://dify.example/v1\"")
        && scenario.contains("query: ${input._query}"))
    #expect(
      cases == """
        {"_query":"Where is my order?","language":"English"}
        {"_query":"And ${HOME}, when?","language":null}

        """)
    for words in [
      "recorded on Dify's own page", "1 requests that ask the same", "1 requests went on with",
      "1 requests that ask for no run",
    ] {
      #expect(outcome.output.contains(words), "\(words)")
    }
    #expect(!(scenario + cases + outcome.output).contains("secret"))
  }

  @Test func aCollectionBecomesCasesWithItsVariables() throws {
    let program = try ProgramTests()
    let (outcome, scenario, cases) = try imported("sample.postman_collection.json", program)
    #expect(outcome.code == 0, "\(outcome)")
    #expect(scenario.contains("app: workflow") && scenario.contains("response_mode: blocking"))
    #expect(cases.split(separator: "\n").first == #"{"long":true,"topic":"tides","words":50}"#)
    #expect(
      outcome.output.contains("{{other}}")
        && outcome.output.contains("1 requests to http://localhost/v1/chat-messages"))
    #expect(!(scenario + cases + outcome.output).contains("secret"))
  }

  @Test(arguments: [
    #"""
    {"log":{"entries":[{"request":{"method":"POST","url":"https://bob:hunter22@dify.example/v1/workflows/run",
    "postData":{"text":"{\"inputs\":{\"a\":\"1\"}}"}}}]}}
    """#,
    #"""
    {"item":[{"request":{"method":"POST","url":{"raw":"https://dify.example/v1/workflows/run"},
    "body":{"mode":"raw","raw":"{\"inputs\":{\"a\":\"{{token}}\"}}"}}}],
    "variable":[{"key":"token","value":"hunter22","type":"secret"}]}
    """#,
  ]) func keysStayBehindWhereverTheyStand(recording: String) throws {
    let program = try ProgramTests()
    let file = program.folder + "/recorded.har"
    try recording.write(toFile: file, atomically: true, encoding: .utf8)
    let outcome = try program.call(["import", file, "-o", program.folder + "/my.yaml"])
    let scenario = try String(contentsOfFile: program.folder + "/my.yaml", encoding: .utf8)
    let cases = try String(contentsOfFile: program.folder + "/my.jsonl", encoding: .utf8)
    #expect(scenario.contains("base_url: \"https://dify.example/v1\""), "\(scenario)")
    #expect(!(scenario + cases + outcome.output + outcome.errors).contains("hunter22"))
  }

  /// What was written is validated, and run against the stand-in.
  @Test(arguments: [("sample.har", "chat"), ("sample.postman_collection.json", "workflow")])
  func whatIsWrittenRuns(name: String, app: String) async throws {
    let program = try ProgramTests()
    _ = try imported(name, program)
    let options = ["key": "app-k", "app": app, "first_text_ms": "1", "gap_ms": "0", "events": "2"]
    let server = try await MockDifyServer.start(try MockConfiguration(options: options))
    let file = program.folder + "/my.yaml"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try text.replacing(#/base_url: .*/#, with: "base_url: \(server.url)").write(
      toFile: file, atomically: true, encoding: .utf8)
    let environment = ["DIFY_API_KEY": "app-k"]
    let valid = try program.call(["validate", file, "--ask"], environment: environment)
    #expect(valid.code == 0, "\(valid)")
    let run = try program.call(
      ["run", file, "--reports", program.folder + "/r"], environment: environment)
    await server.shutdown()
    #expect([0, 5].contains(run.code), "\(run)")
    #expect(try program.report().measurements.inclusive.succeeded == 40)
  }

  @Test(arguments: [
    ("{}", "neither a HAR file"), ("[1,", "no JSON"),
    (#"{"log":{"entries":[]}}"#, "asks for a run"),
  ]) func whatIsNoRecordingIsRefused(text: String, words: String) throws {
    let program = try ProgramTests()
    let file = try program.scenario(text)
    let outcome = try program.call(["import", file, "-o", program.folder + "/x.yaml"])
    #expect(
      outcome.code == 1 && outcome.errors.contains(words) && outcome.errors.contains("s.yaml: "),
      "\(outcome)")
    #expect(!FileManager.default.fileExists(atPath: program.folder + "/x.yaml"))
  }

  @Test func nothingIsWrittenOver() throws {
    let program = try ProgramTests()
    try "".write(toFile: program.folder + "/my.jsonl", atomically: true, encoding: .utf8)
    let arguments = ["import", Self.corpus("sample.har"), "-o", program.folder + "/my.yaml"]
    #expect(try program.call(arguments).errors.contains("my.jsonl is there already"))
    #expect(try program.call(arguments + ["--force"]).code == 0)
  }
}
