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

  /// The rows of the documentation's page: what it says is what is tried.
  static let rows: [Row] = DocumentedTable("Faults").rows.compactMap { cells in
    MockFault(rawValue: cells[0].filter { $0 != "`" }).map {
      Row(fault: $0, stream: cells[2], document: cells[3])
    }
  }

  /// What is odd about a stream, whatever became of its task.
  private static let odd: [MockFault: Anomaly] = [
    .twoTerminals: .secondEnd, .textAfterEnd: .textAfterEnd, .notJSON: .notJSON, .unknownEvent: .unknownEvent,
    .badJSON: .notJSON, .deepJSON: .notJSON, .lostStart: .lostStart,
  ]

  /// The part of a row's text that holds for an app.
  static func expected(_ text: String, _ word: String) -> String {
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
          configuration, testCase, app: app, mode: mode, timeout: .milliseconds(waits ? 3000 : 20_000),
          grace: 300_000_000)
        let outcome = [result.status.rawValue, result.failure?.rawValue].compactMap(\.self).joined(
          separator: " ")
        let word = app == .advancedChat ? "chat" : app.rawValue
        let expected = Self.expected(mode == .streaming ? row.stream : row.document, word)
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
