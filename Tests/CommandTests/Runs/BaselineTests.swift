import Foundation
import Report
import RunModel
import Testing

/// The baseline and conversations, as the program's user meets them.
@Suite(.serialized) struct BaselineCommandTests {
  let program: ProgramTests

  init() throws { program = try ProgramTests() }

  static let load = """
    name: base
    target: {app: workflow, mock: {first_byte_ms: 2, first_text_ms: 60, events: 2, generation: 1.16, celery: 4}}
    load: {users: 8, duration: 2s}

    """

  @Test func platformIsToldFromApplication() throws {
    let file = try program.scenario(Self.load + "baseline: {every: 100ms, around: 300ms}\n")
    let outcome = try program.call(["run", file, "--reports", program.folder + "/r"])
    let report = try program.report()
    let baseline = try #require(report.baseline, "\(outcome)")
    for phase in BaselineReport.Phase.allCases {
      #expect(baseline[phase].asked > 3 && baseline[phase].failed == 0)
    }
    #expect(baseline.points.count == baseline[.beside].asked && baseline.points.allSatisfy { $0.at >= 0 })
    #expect(outcome.output.contains("An empty workflow of this server takes"))
    // Its own runs are in no figure of the load.
    #expect(report.measurements.nodes.keys.contains("LLM (llm)"))
    #expect(report.measurements.nodes["LLM (llm)"]!.total == report.measurements.nodes["End (end)"]!.total)
  }

  @Test func aWrongKeyIsToldBeforeTheLoad() throws {
    let file = try program.scenario(Self.load + "baseline: {api_key: \"${EMPTY}\", around: 200ms}\n")
    let outcome = try program.call(
      ["run", file, "--reports", program.folder + "/r"], environment: ["EMPTY": "app-wrong-key"])
    #expect(outcome.code == 1 && outcome.errors.contains("baseline's workflow cannot be run"), "\(outcome)")
    #expect(!(outcome.errors + outcome.output).contains("app-wrong-key"))
  }

  @Test func aMissingKeyIsFoundBeforeAnythingIsMade() throws {
    let file = try program.scenario(Self.load + "baseline: {api_key: \"${NO_SUCH_KEY}\"}\n")
    let outcome = try program.call(["run", file, "--reports", program.folder + "/r"])
    #expect(outcome.code == 1 && outcome.errors.contains("NO_SUCH_KEY"), "\(outcome)")
    #expect(!FileManager.default.fileExists(atPath: program.folder + "/r"))
  }

  @Test func aTextIsAReportStill() throws {
    let file = try program.scenario(Self.load + "baseline: missing.json.gz\n")
    let outcome = try program.call(["run", file, "--reports", program.folder + "/r"])
    #expect(outcome.code == 1 && outcome.errors.contains("missing.json.gz"), "\(outcome)")
  }

  @Test(arguments: ["end", "skip", "go_on"]) func turnsHaveFiguresOfTheirOwn(rule: String) throws {
    let file = try program.scenario(
      """
      name: talk
      target: {app: advanced-chat, mock: {first_byte_ms: 1, first_text_ms: 5, gap_ms: 0, history_ms: 40, events: 8}}
      matrix: {n: {from: 1, to: 12}}
      on_failed_turn: \(rule)
      turns:
        - hello
        - {query: "order", extract: {x: "/zebra/"}}
        - "use ${turn.x}"
        - {query: "and now", think_time: 5ms}
      """)
    let outcome = try program.call(["run", file, "--reports", program.folder + "/r"])
    let rows = try program.report().measurements.turns.rows
    let asked = ["end": [12, 12], "skip": [12, 12, 0, 12], "go_on": [12, 12, 12, 12]][rule]!
    #expect(rows.map(\.asked) == asked && rows[1].failed == 12, "\(outcome.output)")
    #expect(outcome.output.contains("prompt tokens") && outcome.code == 99)
  }
}
