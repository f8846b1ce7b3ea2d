import MockDify
import RunModel
import Testing

@testable import Dify

/// What each fault of the stand-in comes to, for each kind of app and each response mode.
@Suite struct WireFaultsTests {
  typealias Outcome = (status: TaskStatus, failure: FailureClass?)

  /// The outcome of a stream, that of a document, and what differs between apps.
  struct Row: Sendable, CustomTestStringConvertible {
    var fault: MockFault
    var stream: String
    var document: String
    var testDescription: String { fault.rawValue }
  }

  static let good = "succeeded"

  /// One row a fault. An outcome is written as its status, and its class when it has one; `chat` or `completion`
  /// before a colon when it is that of one app only.
  static let rows: [Row] = [
    same(.refused, "failed app-refused"), same(.tooMany, "failed app-refused"),
    same(.rateLimit, "failed rate-limited"), same(.auth, "failed auth"),
    same(.badRequest, "failed bad-request"), same(.model, "failed model-error"),
    same(.http500, "error http-5xx"),
    same(.http502, "error gateway"), same(.http503, "error gateway"), same(.http504, "error gateway"),
    same(.html404, "failed http-4xx"), same(.html429, "failed rate-limited"),
    same(.html200, "error bad-json"), same(.redirect, "error protocol-error"),
    row(
      .workflowFailed, "failed workflow-failed, completion: failed stream-error", "failed workflow-failed"),
    row(
      .partial, "failed partial, completion: succeeded",
      "failed partial, chat: succeeded, completion: succeeded"),
    row(
      .stopped, "failed stopped, completion: succeeded",
      "failed stopped, chat: succeeded, completion: succeeded"),
    row(
      .empty, "succeeded, completion: failed empty-answer",
      "succeeded, chat: failed empty-answer, completion: failed empty-answer"),
    row(.streamError, "failed stream-error", good), row(.noTerminal, "error no-terminal-event", good),
    row(.twoTerminals, good, good),
    row(.cutTerminal, "error stream-truncated, chat: failed partial", good), row(.textAfterEnd, good, good),
    row(.notJSON, good, "error bad-json"), row(.unknownEvent, good, good), row(.badUTF8, good, good),
    row(.nulBytes, good, good), row(.hugeLine, "error too-large", good), row(.crlf, good, good),
    row(.comments, good, good), same(.endless, "timeout timeout-streaming"),
    row(.streamedBlocking, good, good), same(.badJSON, "error bad-json"),
    row(.deepJSON, good, "error bad-json, chat: succeeded, completion: succeeded"),
    row(.hugeNumbers, good, good), same(.emptyBody, "error empty-answer"),
    same(.noContent, "error protocol-error"), same(.wrongType, "error bad-json"),
    same(.reset, "error reset"), same(.closed, "error reset"), same(.garbage, "error protocol-error"),
    same(.oddStatus, "error protocol-error"), row(.slowHead, good, good),
    same(.endlessHead, "error too-large"), row(.interim, good, good),
    same(.resetAfterHead, "error stream-truncated"), same(.resetMidway, "error stream-truncated"),
    same(.truncated, "error stream-truncated"), row(.bytewise, good, good),
    same(.longLength, "error stream-truncated"),
    row(.shortLength, "error stream-truncated, chat: failed partial", "error bad-json"),
    same(.badChunk, "error stream-truncated"), same(.shortChunk, "error stream-truncated"),
    row(.noLength, good, good), row(.http10, good, good),
    row(.gzipBomb, "error stream-truncated", "error bad-json"), row(.extraAnswer, good, good),
    row(.lateReset, good, good), row(.hang, "timeout timeout-streaming", "timeout timeout-waiting"),
    row(.leftOpen, good, good),
  ]

  /// What is odd about a stream, whatever became of its task.
  private static let odd: [MockFault: Anomaly] = [
    .twoTerminals: .secondEnd, .textAfterEnd: .textAfterEnd, .notJSON: .notJSON, .unknownEvent: .unknownEvent,
    .badJSON: .notJSON, .deepJSON: .notJSON,
  ]

  private static func same(_ fault: MockFault, _ outcome: String) -> Row { row(fault, outcome, outcome) }

  private static func row(_ fault: MockFault, _ stream: String, _ document: String) -> Row {
    Row(fault: fault, stream: stream, document: document)
  }

  /// The part of a row's text that holds for an app.
  private static func expected(_ text: String, _ app: TargetSpecification.AppKind) -> String {
    let word = app == .advancedChat ? "chat" : app.rawValue
    let parts = text.split(separator: ", ").map { $0.split(separator: ": ").map(String.init) }
    return parts.first { $0.count == 2 && $0[0] == word }?[1] ?? parts[0][0]
  }

  @Test func everyFaultHasItsRow() {
    #expect(Self.rows.map(\.fault.rawValue).sorted() == MockFault.allCases.map(\.rawValue).sorted())
    #expect(Self.rows.count >= 40)
  }

  @Test(arguments: rows) func eachFaultIsOneResultOfTheRightClass(_ row: Row) async throws {
    for app in [TargetSpecification.AppKind.workflow, .advancedChat, .completion] {
      for mode in [TargetSpecification.ResponseMode.streaming, .blocking] {
        let configuration = EndToEndTests.quick {
          $0.app = MockConfiguration.App(rawValue: app.rawValue)!
          $0.faults = [row.fault: 1]
        }
        let testCase = TestCase(id: "case", parameters: ["topic": "rivers"], query: "tell me")
        let waits = row.fault == .hang || row.fault == .endless
        let (result, counters) = try await EndToEndTests.ask(
          configuration, testCase, app: app, mode: mode, timeout: .milliseconds(waits ? 1200 : 20_000),
          grace: 300_000_000)
        let outcome = [result.status.rawValue, result.failure?.rawValue].compactMap(\.self).joined(
          separator: " ")
        let expected = Self.expected(mode == .streaming ? row.stream : row.document, app)
        #expect(outcome == expected, "\(row.fault) \(app) \(mode): \(result.errorMessage ?? "")")
        #expect(result.attempts.count == 1 && counters.requests - counters.stops == 1)
      }
    }
  }

  /// Whatever became of the task, and once each.
  @Test(arguments: odd) func whatIsOddIsCounted(fault: MockFault, anomaly: Anomaly) async throws {
    let configuration = EndToEndTests.quick { $0.faults = [fault: 1] }
    let testCase = TestCase(id: "case", parameters: ["topic": "rivers"])
    let (result, _) = try await EndToEndTests.ask(
      configuration, testCase, app: .workflow, mode: .streaming, timeout: .seconds(20), grace: 300_000_000)
    #expect(result.attempts.first?.exchanges.first?.anomalies == [anomaly: 1])
  }
}
