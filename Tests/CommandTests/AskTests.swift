import Foundation
import RunModel
import Testing

/// Before any load: `init`, `validate --ask`, `ask`.
@Suite struct AskTests {
  private let tests: ProgramTests

  init() throws { tests = try ProgramTests() }

  @Test(arguments: [
    "workflow", "advanced-chat", "chat", "agent-chat", "completion",
  ]) func oneTaskIsShownWhole(app: String) throws {
    let query = ["workflow", "completion"].contains(app) ? "" : "query: What are tides?\n"
    let file = try tests.scenario(
      "name: a\ntarget: {mock: {app: \(app), first_text_ms: 5}}\ninputs: {topic: tides}\n\(query)expect: [{min_length: 1}, {max_tokens: 0}]\n"
    )
    let outcome = try tests.call(["ask", file])
    #expect(outcome.code == 99, "an expectation does not hold: \(outcome.output)\(outcome.errors)")
    for words in [
      "POST http://", "\"topic\":\"tides\"", "HTTP 200", "piece", "expected   FAILS", "verdict    failed",
    ] {
      #expect(outcome.output.contains(words), "\(words) in\n\(outcome.output)")
    }
    #expect(!outcome.output.contains("app-mock"), "the key is masked")
  }

  @Test func oneTaskIsOneDocumentForPrograms() throws {
    let file = try tests.scenario("name: a\ntarget: mock\ninputs: {topic: tides}\n")
    let outcome = try tests.call(["ask", file, "--json"])
    #expect(outcome.code == 0)
    let document = try JSONDecoder().decode(JSONValue.self, from: Data(outcome.output.utf8))
    #expect(document["status"] == "succeeded" && document["target"]?["app"] == "workflow")
    guard case .array(let events)? = document["events"] else {
      Issue.record("no events")
      return
    }
    let names = events.compactMap { $0["event"]?["event"]?.stringValue }
    #expect(events.first?["request"]?["body"]?["inputs"]?["topic"] == "tides")
    #expect(names.first == "workflow_started" && names.last == "workflow_finished")
    let times = events.compactMap { $0["after_s"]?.doubleValue }
    #expect(times == times.sorted())
  }

  /// Rounds, forms and tools are told in words, not as what they are on the wire.
  @Test(arguments: [
    (
      "app: workflow, graph: [{type: iteration, title: Each, rounds: 2, steps: [{type: code, title: S, ms: 1}]}, {type: human-input, title: Approve}]",
      [
        "iteration_next     Each (iteration), round 2",
        "human_input_required Approve, Shall it go on?, answers: Yes",
      ]
    ),
    ("app: agent-chat, thoughts: 1, tool_ms: 1", ["tool search, I ask the tool., it says: found"]),
    (
      "app: workflow, graph: [{type: tool, title: Try, ms: 1, retries: 1}, {type: llm}]",
      ["node_retry         Try (tool), retry"]
    ),
  ]) func graphsAndAgentsAreReadable(mock: String, words: [String]) throws {
    let query = mock.contains("agent") ? "query: hi" : "inputs: {q: hi}"
    let file = try tests.scenario("name: a\ntarget: {mock: {\(mock)}}\n\(query)\n")
    let output = try tests.call(["ask", file]).output
    for line in words { #expect(output.contains(line), "\(line) in\n\(output)") }
  }

  @Test func aBlockingAnswerAndAConversationAreShownToo() throws {
    let blocking = try tests.scenario(
      "name: a\ntarget: {mock: {}, response_mode: blocking}\ninputs: {topic: tides}\n")
    #expect(try tests.call(["ask", blocking]).output.contains("document"))
    let talk = try tests.scenario(
      "name: a\ntarget: {mock: {app: advanced-chat}}\nturns: [Hello, And now?]\n")
    let output = try tests.call(["ask", talk]).output
    #expect(output.components(separatedBy: "POST http://").count == 3, "each turn: \(output)")
  }

  @Test(arguments: ["", "mock"]) func aDraftPassesAndRuns(url: String) throws {
    let file = tests.folder + "/draft.yaml"
    let arguments = ["init"] + (url.isEmpty ? [] : [url]) + ["-o", file]
    #expect(try tests.call(arguments).code == 0)
    #expect(try tests.call(arguments).code == 1, "it does not write over a file")
    #expect(try tests.call(arguments + ["--force"]).code == 0)
    let valid = try tests.call(["validate", file, "--ask"])
    #expect(valid.code == 0 && valid.output.contains("target  default: 'stand-in', mode workflow, published"))
    #expect(try tests.call(["ask", file]).code == 0)
    #expect(try tests.call(["init", "localhost"]).code == 1)
  }

  @Test func validateAsksTheApp() throws {
    let text = """
      name: a
      target: {mock: {inputs: {topic: 5, tone: [formal, casual]}}}
      matrix: {topic: [tides], tone: [formal, casul], topik: [x]}
      budget: {tokens: 100000, tokens_per_case: 100}
      execution: {retry_policy: {max_attempts: 2}}
      """
    let outcome = try tests.call(["validate", try tests.scenario(text), "--ask"])
    #expect(outcome.code == 1)
    for words in [
      "input   topic: text-input, optional, at most 5 characters",
      "input 'tone' is 'casul', the app allows formal, casual; did you mean 'casual'?",
      "no input 'topik'", "did you mean 'topic'?", "Dify 1.11.2", "max_active_requests",
      "2 tasks, with retries at most 4 runs: about 400 tokens at most",
    ] {
      #expect(outcome.output.contains(words), "\(words) in\n\(outcome.output)")
    }
    let json = try tests.call(["validate", try tests.scenario(text), "--ask", "--json"])
    let document = try JSONDecoder().decode(JSONValue.self, from: Data(json.output.utf8))
    #expect(document["valid"] == false && json.code == 1)
    guard case .array(let targets)? = document["targets"],
      case .array(let problems)? = targets.first?["problems"]
    else {
      Issue.record("no targets: \(json.output)")
      return
    }
    #expect(problems.count == 1)
  }
}
