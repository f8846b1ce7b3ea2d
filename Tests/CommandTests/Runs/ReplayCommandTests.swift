import Foundation
import RunModel
import Testing

@testable import FloodgateCLI
@testable import Report

/// Logs that become traces, traces that are sent again, and scenarios with values set, as their users meet them.
@Suite struct ReplayCommandTests {
  private static func log(_ name: String) -> String {
    Repository.root.appending(path: "Tests/FuzzTests/Corpus/trace/\(name)").path()
  }

  /// What `import` writes of a log: the lines of the trace, the scenario, and what it said.
  private func imported(_ name: String, _ program: ProgramTests, _ more: [String] = []) throws -> (
    lines: [JSONValue], scenario: String, output: String
  ) {
    let outcome = try program.call(["import", Self.log(name), "-o", program.folder + "/my.yaml"] + more)
    #expect(outcome.code == 0, "\(outcome)")
    let trace = try String(contentsOfFile: program.folder + "/my.trace.jsonl", encoding: .utf8)
    return (
      try trace.split(separator: "\n").map { try JSONReader.value(of: Array($0.utf8)) },
      try String(contentsOfFile: program.folder + "/my.yaml", encoding: .utf8), outcome.output
    )
  }

  @Test func messagesOfDifyBecomeConversationsAtTheirTimes() throws {
    let (lines, scenario, output) = try imported("messages.json", try ProgramTests())
    #expect(
      lines.map { $0["at"]?.doubleValue } == [0, 10] && output.contains("3 requests in 2 arrivals over 10 s"))
    let turns = lines[0]["turns"]
    #expect(turns == ["Where is my order 1234?", ["query": "And my parcel, Ada?", "after": .number(26)]])
    #expect(lines[0]["inputs"] == ["language": "English"] && lines[1]["query"] == "Where is my order 1234?")
    #expect(scenario.contains("load: {replay: \"my.trace.jsonl\"") && !scenario.contains("query:"))
    // Whose question it was is another name, the same within the trace.
    #expect(lines[0]["user"]?.stringValue?.hasPrefix("user-") == true && lines[0]["user"] != lines[1]["user"])
    #expect(!"\(lines)".contains("hunter22") && output.contains("--mask replaces every word"))
  }

  @Test func masksLeaveNoWordAndKeepWhatIsEqual() throws {
    let (lines, _, output) = try imported("messages.json", try ProgramTests(), ["--mask"])
    let text = "\(lines)"
    for word in ["order", "parcel", "Ada", "1234", "English"] { #expect(!text.contains(word), "\(word)") }
    guard case .array(let turns)? = lines[0]["turns"], let first = turns.first?.stringValue else {
      Issue.record("no turns: \(text)")
      return
    }
    #expect(lines[1]["query"]?.stringValue == first && output.contains("every word is another one"))
    #expect(
      first.map { $0.isLetter || $0.isNumber } == "Where is my order 1234?".map { $0.isLetter || $0.isNumber }
    )
  }

  /// What an app takes only as one of its options has to stay.
  @Test func inputsThatAreOptionsMayStay() throws {
    let (lines, _, _) = try imported("messages.json", try ProgramTests(), ["--mask", "--keep", "language"])
    #expect(lines[0]["inputs"] == ["language": "English"] && !"\(lines)".contains("parcel"))
  }

  @Test func runsOfWorkflowsHaveTheirInputs() throws {
    let (lines, scenario, _) = try imported("workflow_runs.csv", try ProgramTests())
    #expect(
      lines.map { $0["at"]?.doubleValue } == [0, 3]
        && lines.map { $0["inputs"] } == [["topic": "tides, and ebb"], ["topic": "bees"]])
    #expect(scenario.contains("app: workflow"))
  }

  @Test(arguments: ["workflow_app_logs.json", "access.log"]) func whatHasTimesAloneAsksTheScenariosCases(
    name: String
  )
    throws
  {
    let (lines, scenario, output) = try imported(name, try ProgramTests())
    #expect(
      scenario.contains("query: Tell me") && lines.allSatisfy { $0["query"] == nil && $0["inputs"] == nil })
    #expect(output.contains("the scenario's own cases are asked"))
    // Both requests of one second lie half a second apart; the third began 1.5 s before its line was written.
    let times: [Double?] = name == "access.log" ? [0, 0.5, 2.5] : [0, 2]
    #expect(lines.map { $0["at"]?.doubleValue } == times)
  }

  @Test func mooncakesPromptsAreMadeUp() throws {
    let (lines, _, _) = try imported("mooncake.jsonl", try ProgramTests())
    #expect(
      lines.map { $0["at"]?.doubleValue } == [0, 1.5, 4]
        && lines[0]["prompt"] == ["tokens": .number(1200), "blocks": [0, 1, 2]])
  }

  @Test func aHARFileBecomesATraceWhenItIsAskedFor() throws {
    let (lines, scenario, _) = try imported("sample.har", try ProgramTests(), ["--trace"])
    #expect(
      !lines.isEmpty && scenario.contains("base_url: \"https://dify.example/v1\"")
        && !"\(lines)".contains("secret"))
  }

  private func replay(_ trace: String, _ load: String) throws -> (ProgramTests, file: String) {
    let program = try ProgramTests()
    try trace.write(toFile: program.folder + "/t.jsonl", atomically: true, encoding: .utf8)
    let file = program.folder + "/replay.yaml"
    try """
    name: again
    target: {app: chat, mock: {first_byte_ms: 0, first_text_ms: 10, gap_ms: 0, events: 2}}
    matrix: {topic: [tides, bees]}
    query: What about ${input.topic}?
    load: {replay: t.jsonl, \(load)}
    """.write(toFile: file, atomically: true, encoding: .utf8)
    return (program, file)
  }

  @Test func aTraceIsSentAtItsTimesLineByLine() throws {
    let trace = """
      {"at": 100, "query": "first"}
      {"at": 100.5, "turns": ["a", {"query": "b", "after": 60}]}
      {"at": 900}
      """
    let (program, file) = try replay(trace, "speed: 2, longest_gap: 300ms")
    let plan = try program.call(["plan", file, "--load"])
    #expect(
      plan.output.contains("3 arrivals as in t.jsonl") && plan.output.contains("planned   3"), "\(plan)")
    let run = try program.call(["run", file, "--reports", program.folder + "/r", "--json"])
    #expect(run.code == 0, "\(run)")
    let report = try program.report()
    #expect(
      report.measurements.inclusive.succeeded == 3 && report.execution.load.length.map { $0 < 1 } == true)
    #expect(report.measurements.traffic.requests == 4, "two turns are two requests")
    let folder = "\(program.folder)/r/\(try program.runFolders()[0])"
    let manifest = try String(contentsOfFile: folder + "/manifest.jsonl", encoding: .utf8).split(
      separator: "\n")
    #expect(
      manifest.dropFirst().map { $0.prefix(15) } == [
        #"{"arrival":0.0,"#, #"{"arrival":0.25"#, #"{"arrival":0.55"#,
      ])
    #expect(manifest[3].contains("What about tides?") || manifest[3].contains("What about bees?"))
    // A run's own manifest is the same replay, without the trace.
    try FileManager.default.removeItem(atPath: program.folder + "/t.jsonl")
    let again = try program.call(["run", folder + "/manifest.jsonl", "--reports", program.folder + "/again"])
    #expect(again.code == 0 && again.output.contains("3 succeeded"), "\(again)")
  }

  @Test(arguments: [
    ("{\"at\": 3}\n{\"at\": 1}", "speed: 1", "t.jsonl:2: error: it arrived before"),
    ("", "speed: 1", "the trace is empty"),
    ("{\"at\": 3}", "speed: 0", "speed"), ("{\"at\": 3}", "rate: 3", "not both"),
    ("no", "speed: 1", "t.jsonl:1: error: "),
  ]) func whatIsNoReplayIsRefused(trace: String, load: String, words: String) throws {
    let (program, file) = try replay(trace, load)
    let outcome = try program.call(["run", file, "--reports", program.folder + "/r"])
    #expect(outcome.code == 1 && outcome.errors.contains(words), "\(outcome)")
  }

  @Test func sweepsSetValuesOfTheScenario() throws {
    let program = try ProgramTests()
    let file = try program.scenario(
      """
      name: tuned
      target: {app: workflow, mock: {first_byte_ms: 0, first_text_ms: 20, gap_ms: 0, events: 2, spread: 0}}
      matrix: {topic: [a, b, c]}
      repeat: 4
      execution: {concurrency: 1}
      """)
    let swept = try program.call(
      [
        "sweep", file, "--set", "execution.concurrency=1,4", "--set", "target.mock.first_text_ms=20,80",
        "--cool-down", "0",
        "--reports", program.folder + "/s",
      ])
    #expect(swept.code == 0, "\(swept)")
    let made =
      "\(program.folder)/s/\(try #require(try ProgramTests.runFolders(in: program.folder + "/s").first))"
    let report = try CapacityFile.readSweep(made + "/sweep.json.gz")
    #expect(report.steps.map(\.settings) == [["1", "20"], ["1", "80"], ["4", "20"], ["4", "80"]])
    #expect(report.steps.allSatisfy { $0.tasks == 12 && $0.holds } && report.loads == [1, 1, 4, 4])
    let times = report.steps.compactMap(\.response.p50)
    #expect(times[1] > times[0] + 0.02)
    #expect(
      swept.output.contains("Most was done with execution.concurrency ")
        || swept.output.contains("All settings did equally"))
    let page = try String(contentsOfFile: made + "/sweep.html", encoding: .utf8)
    #expect(page.contains("Settings") && page.contains("target.mock.first_text_ms"))
  }

  @Test(arguments: [
    ("target.mock.first_txt_ms=1,2", "first_txt_ms"),
    ("execution.concurency=1,2", "did you mean 'concurrency'"),
    ("name.of=1", "has no key 'of'"), ("execution", "no key with values"), ("a..b=1", "no path of keys"),
    ("seed=", "no value"),
  ]) func whatCannotBeSetIsRefused(setting: String, words: String) throws {
    let program = try ProgramTests()
    let file = try program.scenario("name: tuned\ntarget: {app: workflow, mock: {}}\n")
    let outcome = try program.call(["sweep", file, "--set", setting, "--reports", program.folder + "/s"])
    #expect(outcome.code == 1 && outcome.errors.contains(words), "\(outcome)")
  }
}
