import RunModel
import Testing

@testable import Dify

/// The parts of recorded tasks, in figures that were worked out by hand from the instants of their events.
@Suite struct DecompositionTests {
  /// Microseconds, by part.
  static let parts: [(String, [TimePart: Int64])] = [
    (
      "workflow-llm-streaming",
      [
        .headers: 23_023, .started: 74, .nodes: 8_933, .plugin: 34_467, .modelFirstToken: 324_000,
        .modelGeneration: 453_000, .gaps: 40_304, .afterText: 50_712, .persistence: 411, .remainder: 85,
      ]
    ),
    (
      "workflow-run-streaming",
      [.headers: 17_715, .nodes: 6_411, .gaps: 6_132, .afterText: 15_232, .persistence: 188]
    ),
    (
      "chat-llm-no-auto-name-streaming",
      [
        .headers: 36_010, .nodes: 3_834, .plugin: 41_279, .modelFirstToken: 325_000,
        .modelGeneration: 445_000,
        .gaps: 35_348, .afterText: 22_529, .persistence: 2_439,
      ]
    ),
    (
      "chat-basic-streaming",
      [
        .headers: 84_689, .modelFirstToken: 339_257, .modelGeneration: 446_106, .afterText: 4_094,
        .persistence: 175,
      ]
    ),
    (
      "completion-streaming",
      [
        .headers: 68_414, .modelFirstToken: 352_558, .modelGeneration: 428_168, .afterText: 4_965,
        .persistence: 324,
      ]
    ),
    (
      "workflow-partial-succeeded-with-retries-streaming",
      [.headers: 17_963, .nodes: 423_260, .gaps: 17_345, .afterText: 10_465, .persistence: 214]
    ),
    (
      "workflow-slow-1500ms-streaming",
      [.headers: 13_544, .nodes: 1_504_126, .gaps: 6_582, .afterText: 14_174, .persistence: 148]
    ),
    (
      "workflow-slow-25s-streaming-with-pings",
      [
        .headers: 14_609, .nodes: 25_009_199, .gaps: 6_269, .afterText: 22_472, .persistence: 264,
        .remainder: 125,
      ]
    ),
    // An agent's model says of its own time that it began before the first byte came.
    (
      "agent-streaming",
      [
        .headers: 134_042, .modelFirstToken: 347_626, .modelGeneration: 443_428, .afterText: 10_717,
        .persistence: 165,
      ]
    ),
    (
      "chat-llm-second-turn-streaming",
      [
        .headers: 57_712, .started: 43, .nodes: 4_973, .plugin: 47_506, .modelFirstToken: 342_000,
        .modelGeneration: 445_000, .gaps: 47_346, .afterText: 21_912, .persistence: 2_435, .remainder: 171,
      ]
    ),
    (
      "nginx-chat-llm-streaming",
      [
        .headers: 35_164, .nodes: 6_048, .plugin: 45_273, .modelFirstToken: 323_000,
        .modelGeneration: 445_000, .gaps: 33_879, .afterText: 36_403, .persistence: 3_233, .remainder: 277,
      ]
    ),
    (
      "nginx-workflow-run-streaming",
      [.headers: 18_557, .nodes: 8_088, .gaps: 8_062, .afterText: 17_264, .persistence: 240]
    ),
    (
      "workflow-template-streaming",
      [
        .headers: 15_553, .nodes: 27_251, .gaps: 9_797, .afterText: 12_081, .persistence: 189,
        .remainder: 15,
      ]
    ),
    (
      "workflow-failed-node-streaming",
      [.headers: 20_226, .nodes: 299_698, .gaps: 24_717, .persistence: 167]
    ),
    // Half a minute in the queue before gunicorn, and 0.16 s of work.
    (
      "overload-waited-30s-then-ok-streaming",
      [.headers: 29_707_278, .nodes: 61_208, .gaps: 71_295, .afterText: 26_746, .persistence: 706]
    ),
    // Held back by the naming of the conversation: all that the client sees is a wait.
    (
      "chat-llm-first-turn-streaming", [.headers: 1_032_853, .afterText: 688, .persistence: 44_733]
    ),
  ]

  @Test(arguments: parts) func aRecordedTaskHasTheseParts(name: String, expected: [TimePart: Int64]) throws {
    let result = try TimedRecording(name).task()
    let parts = try #require(TimeParts(result))
    for part in TimePart.allCases {
      let difference = abs(parts[part] - expected[part, default: 0] * 1000)
      #expect(difference < 1000, "\(part.rawValue): \(parts[part]) ns")
    }
    #expect(parts.total == result.totalTime.nanoseconds, "the parts are the whole")
  }

  @Test func aRetriedNodeIsOneExecution() throws {
    let nodes = try TimedRecording("workflow-partial-succeeded-with-retries-streaming").exchange().nodes
    #expect(nodes.map(\.nodeID) == ["start", "boom", "end"] && nodes.map(\.retries) == [0, 2, 0])
    #expect(nodes.map(\.status) == ["succeeded", "exception", "succeeded"])
    let path = CriticalPath(nodes, end: .zero).shares
    #expect(path == [2_449_000, 417_187_000, 3_624_000])
  }

  @Test func aModelsTextsAreItsNodes() throws {
    let nodes = try TimedRecording("workflow-llm-streaming").exchange().nodes
    #expect(nodes.map(\.firstText?.nanoseconds) == [nil, 474_236_000, nil])
    #expect(nodes[1].lastText?.nanoseconds == 879_814_000)
    #expect(nodes[1].modelFirstToken == .milliseconds(324) && nodes[1].modelLatency == .milliseconds(777))
  }

  /// A run that is cut in a node was in that node.
  @Test func whatHasNotFinishedIsToldToo() throws {
    var fold = StreamFold(keepsContent: false)
    let frame = """
      {"event": "node_started", "task_id": "t", "data": {"id": "e1", "node_id": "n1", "node_type": "llm", "title": "Ask"}}
      """
    fold.now = RunInstant(nanoseconds: 5_000_000)
    fold.event(Array(frame.utf8).span.bytes)
    fold.end()
    let node = try #require(fold.reader.exchange.nodes.first)
    #expect(node.label == "Ask (llm)" && !node.hasFinished && node.startedAt?.nanoseconds == 5_000_000)
  }
}
