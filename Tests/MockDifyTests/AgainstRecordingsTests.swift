import Foundation
import Testing

@testable import MockDify

/// The stand-in's answers against what a real Dify 1.11.2 sent: the same events in the same order, and no field
/// that the real one does not have.
@Suite struct AgainstRecordingsTests {
  static let cases: [(MockConfiguration.App, String)] = [
    (.workflow, "workflow-llm-streaming"), (.advancedChat, "chat-llm-first-turn-streaming"),
    (.completion, "completion-streaming"),
  ]

  static func fixture(_ name: String) throws -> [UInt8] {
    let url = try #require(Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: nil))
    return [UInt8](try Data(contentsOf: url))
  }

  /// The JSON events of an answer.
  static func events(_ plan: AnswerPlan) -> [MockJSON] {
    plan.pieces.map(\.text).joined().components(separatedBy: "\n\n").filter { $0.hasPrefix("data: ") }
      .compactMap { MockJSON.read(Array($0.dropFirst(6).utf8)) }
  }

  static func answer(
    _ app: MockConfiguration.App, streaming: Bool, _ change: (inout MockConfiguration) -> Void = { _ in }
  ) -> AnswerPlan {
    var configuration = MockConfiguration()
    configuration.app = app
    change(&configuration)
    let kind: RunRequest.Kind =
      app == .workflow ? .workflow : (app == .completion ? .completion : .chat)
    let body = MockJSON.object([("inputs", .object([("query", .text("hi"))])), ("query", .text("hi"))])
    return RunAnswers(configuration: configuration)
      .plan(RunRequest(kind: kind, body: body, isStreaming: streaming, user: "u"), number: 1)
  }

  private func names(_ value: MockJSON?) -> Set<String> {
    if case .object(let members) = value { Set(members.map(\.name)) } else { [] }
  }

  /// Names of events, texts joined into one.
  private func order(_ events: [MockJSON]) -> [String] {
    events.compactMap { $0["event"]?.text }.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
  }

  @Test(arguments: 0..<cases.count) func eventsAndFieldsAreTheRealOnes(index: Int) throws {
    let (app, name) = Self.cases[index]
    let real = Self.events(try #require(Recording(exchange: try Self.fixture(name + ".http"))).plan())
    let ours = Self.events(Self.answer(app, streaming: true))
    #expect(
      order(ours).filter { $0 != "message_file" } == order(real), "\(order(ours)) against \(order(real))")
    for event in ours {
      let twin = try #require(real.first { $0["event"]?.text == event["event"]?.text })
      #expect(names(event).subtracting(names(twin)) == [], "\(event["event"]?.text ?? "")")
      #expect(
        names(event["data"]).subtracting(
          real.filter { $0["event"]?.text == event["event"]?.text }.reduce(into: Set()) {
            $0.formUnion(names($1["data"]))
          }) == [])
    }
  }

  @Test(arguments: [
    (MockConfiguration.App.workflow, "workflow-llm-blocking"), (.advancedChat, "chat-llm-blocking"),
  ])
  func documentsHaveTheRealFields(app: MockConfiguration.App, name: String) throws {
    let recording = try #require(Recording(exchange: try Self.fixture(name + ".http")))
    let real = try #require(MockJSON.read(Array(recording.plan().pieces.map(\.text).joined().utf8)))
    let ours = try #require(
      MockJSON.read(Array(Self.answer(app, streaming: false).pieces.map(\.text).joined().utf8)))
    #expect(names(ours) == names(real))
    #expect(names(ours["data"]) == names(real["data"]))
  }

  @Test func theNextGenerationBeginsWithAPingAndEndsTheOtherWayRound() {
    let plan = Self.answer(.advancedChat, streaming: true) { $0.generation = .v1_13 }
    #expect(plan.pieces.first?.text == "event: ping\n\n")
    #expect(order(Self.events(plan)).suffix(2) == ["message_end", "workflow_finished"])
    #expect(
      order(Self.events(Self.answer(.advancedChat, streaming: true))).suffix(2) == [
        "workflow_finished", "message_end",
      ])
  }

  @Test func sameSeedSameAnswer() {
    #expect(Self.answer(.workflow, streaming: true) == Self.answer(.workflow, streaming: true))
    #expect(
      Self.answer(.workflow, streaming: true) != Self.answer(.workflow, streaming: true) { $0.seed = 9 })
  }

  @Test func recordingsAreReplayedByteForByteWithTheirTiming() throws {
    let exchange = try Self.fixture("workflow-llm-streaming.http")
    let plain = try #require(Recording(exchange: exchange)).plan()
    let timed = try #require(
      Recording(exchange: exchange, timing: try Self.fixture("workflow-llm-streaming.timing.json"), speed: 2)
    ).plan()
    #expect(timed.pieces.map(\.text).joined() == plain.pieces.map(\.text).joined())
    #expect(timed.pieces.count > 5 && timed.pieces.contains { $0.pause > 0 } && timed.ending == .complete)
    #expect(Recording(exchange: Array("nothing".utf8)) == nil)
  }

  @Test func faultsComeAsOftenAsTheyShould() {
    var configuration = MockConfiguration()
    configuration.faults = [.http502: 0.2, .workflowFailed: 0.1]
    let answers = RunAnswers(configuration: configuration)
    let request = RunRequest(
      kind: .workflow, body: .object([("inputs", .object([]))]), isStreaming: false, user: "u")
    let plans = (0..<5000).map { answers.plan(request, number: UInt64($0)) }
    let pages = Double(plans.count { $0.status == 502 }) / 5000
    let failed = Double(plans.count { $0.pieces.first?.text.contains(#""status": "failed""#) == true }) / 5000
    #expect(abs(pages - 0.2) < 0.02 && abs(failed - 0.1) < 0.02)
  }

  @Test(arguments: [
    ("faults", "odd:1"), ("faults", "reset"), ("faults", "reset:2"), ("app", "chatbot"), ("events", "-1"),
    ("sed", "1"),
    ("generation", "2"),
  ]) func wrongOptionsAreNamed(name: String, value: String) {
    let problem = #expect(throws: MockConfiguration.Problem.self) {
      try MockConfiguration(options: [name: value])
    }
    #expect(problem?.option == name)
  }
}
