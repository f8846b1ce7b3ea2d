import Foundation
import Report
import RunModel
import Testing

/// Data, limits and expectations, from the scenario file to the report.
@Suite(.serialized) struct CaseDataTests {
  private let tests: ProgramTests

  init() throws { tests = try ProgramTests() }

  private static let mock = "{first_byte_ms: 1, first_text_ms: 2, gap_ms: 0.5, events: 6"

  private func run(_ text: String) throws -> (outcome: ProgramTests.Outcome, report: ReportDocument) {
    let outcome = try tests.call(["run", try tests.scenario(text), "--reports", tests.folder + "/r"])
    return (outcome, try tests.report())
  }

  /// An expectation as YAML that holds of the stand-in's answer, one that does not, and its words in the report.
  static let kinds: [(holds: String, breaks: String, words: String)] = [
    ("status: succeeded", "status: failed", "status "),
    ("contains: 'asked: tides'", "contains: zebra", "text that contains"),
    ("excludes: zebra", "excludes: tides", "text without"),
    ("matches: 'asked: [a-z]+'", "matches: '^tides'", "text that matches"),
    (
      "{path: $.answer, equals: 'You asked: tides no model, so '}", "{path: $.answer, equals: no}",
      "at $.answer"
    ),
    ("exists: $.answer", "exists: '$.items[0]'", "a value at"),
    ("schema: {required: [answer]}", "schema: {required: [items]}", "that fit the schema"),
    ("max_length: 100", "max_length: 3", "at most"), ("min_length: 5", "min_length: 500", "at least"),
    ("max_latency: 60s", "max_latency: 1us", "response within"),
    ("max_ttft: 60s", "max_ttft: 1us", "first text within"),
    ("max_tokens: 1000", "max_tokens: 1", "tokens"),
    ("max_cost: 1", "max_cost: 0.000001", "a cost of at most"),
  ]

  private func scenario(_ expectations: [String]) -> String {
    let lines = expectations.map { $0.hasPrefix("{") ? "  - \($0)" : "  - {\($0)}" }
    return """
      target: {app: workflow, mock: \(Self.mock)}}
      matrix: {topic: [tides]}
      expect:
      \(lines.joined(separator: "\n"))

      """
  }

  @Test func everyKindOfExpectationThatHoldsIsInTheReport() throws {
    let (outcome, report) = try run(scenario(Self.kinds.map(\.holds)))
    let found = report.measurements.expectations
    #expect(outcome.code == 0 && report.measurements.statistics.succeeded == 1, "\(outcome.output) \(found)")
    #expect(found.count == Self.kinds.count && found.values.allSatisfy { $0 == [1, 0] }, "\(found)")
    for kind in Self.kinds { #expect(found.keys.contains { $0.contains(kind.words) }, "\(kind.words)") }
  }

  @Test func everyKindOfExpectationThatBreaksFailsItsTaskWithTheReason() throws {
    let (_, report) = try run(scenario(Self.kinds.map(\.breaks)))
    let found = report.measurements.expectations
    #expect(report.measurements.statistics.failed == 1)
    #expect(found.count == Self.kinds.count && found.values.allSatisfy { $0 == [0, 1] }, "\(found)")
    let failure = try #require(report.measurements.failures.values.first)
    #expect("\(failure)".contains("expected status failed, found succeeded"), "\(failure)")
  }

  @Test func dataGivesEachCaseItsOwnAnswerToExpect() throws {
    try "topic,answer\ntides,tides\nbees,zebra\n".write(
      toFile: tests.folder + "/d.csv", atomically: true, encoding: .utf8)
    let (_, report) = try run(
      """
      target: {app: workflow, mock: \(Self.mock)}}
      matrix: {row: {csv: d.csv, columns: {topic: topic, _answer: answer}}}
      expect: [{contains: "${input._answer}"}]

      """)
    #expect(report.measurements.statistics.succeeded == 1 && report.measurements.statistics.failed == 1)
    #expect(report.measurements.expectations["text that contains 'zebra'"] == [0, 1])
  }

  @Test func boundaryValuesTakeTheirLimitsFromTheApp() throws {
    let text = """
      target: {app: workflow, mock: \(Self.mock), inputs: {question: 48, tone: [formal, casual]}}}
      matrix: {question: {boundary: {refused: true}}, tone: [formal]}

      """
    let plan = try tests.call(["plan", try tests.scenario(text)])
    #expect(
      plan.code == 1 && plan.errors.contains("the limits of 'question' come from the app"), "\(plan.errors)")
    let asked = try tests.call(["plan", try tests.scenario(text), "--ask-server"])
    #expect(asked.code == 0 && asked.output.contains("6 cases"), "\(asked.output)\(asked.errors)")
    let (outcome, report) = try run(text)
    #expect(outcome.code == 0 && report.measurements.statistics.succeeded == 6, "\(outcome.output)")
    #expect(report.measurements.expectations == ["a refusal": [1, 0]])
    #expect(report.measurements.tags["boundary:just-outside"] != nil)
    let unknown = text.replacing("question: {boundary", with: "questoin: {boundary")
    let problem = try tests.call(["plan", try tests.scenario(unknown), "--ask-server"])
    #expect(problem.code == 1 && problem.errors.contains("did you mean 'question'?"), "\(problem.errors)")
  }

  @Test func brokenDataIsNamedWithItsPlaceAndAWayOut() throws {
    try "topic,answer\ntides\n".write(toFile: tests.folder + "/d.csv", atomically: true, encoding: .utf8)
    let file = try tests.scenario("target: mock\nmatrix: {row: {csv: d.csv}}\n")
    let outcome = try tests.call(["validate", file])
    #expect(
      outcome.code == 1 && outcome.errors.contains("d.csv:2: the row has 1 fields"), "\(outcome.errors)")
    #expect(outcome.errors.contains("add the missing fields") && outcome.errors.contains("s.yaml:2:15"))
  }

  @Test func weightsOfARunThatDoesEachCaseOnceAreNoticed() throws {
    let text = "target: mock\nmatrix: {m: [{value: a, weight: 3}, b]}\n"
    let once = try tests.call(["validate", try tests.scenario(text)])
    #expect(once.output.contains("shape a load's mix"), "\(once.output)")
    let load = try tests.call(["validate", try tests.scenario(text + "load: {users: 1, duration: 1s}\n")])
    #expect(!load.output.contains("shape a load's mix"), "\(load.output)")
  }
}
