import MockDify
import RunModel
import Testing

@testable import Dify

/// Graphs that the stand-in plays, as the client sees them.
@Suite struct GraphTests {
  static let steps = """
    [{"type": "code", "title": "Prepare", "ms": 20}, {"type": "knowledge-retrieval", "title": "Look up", "ms": 40}, \
    {"parallel": [[{"type": "http-request", "title": "Weather", "ms": 90}], [{"type": "tool", "title": "Map", "ms": 30}, \
    {"type": "code", "title": "Draw", "ms": 20}]]}, {"type": "iteration", "title": "Each", "rounds": 3, "steps": \
    [{"type": "code", "title": "Step", "ms": 10}]}, {"type": "loop", "title": "Over", "rounds": 2, "steps": \
    [{"type": "tool", "title": "Pick", "ms": 15}]}, {"type": "llm", "title": "Answer"}]
    """

  private func ask(
    _ options: [String: String], app: TargetSpecification.AppKind = .workflow
  ) async throws -> TaskResult {
    var all = ["spread": "0", "first_byte_ms": "1", "first_text_ms": "5", "gap_ms": "1", "app": app.rawValue]
    all.merge(options) { $1 }
    let testCase = TestCase(id: "c", parameters: ["q": "hi"], query: "hi")
    return try await EndToEndTests.ask(try MockConfiguration(options: all), testCase, app: app).result
  }

  @Test(arguments: [TargetSpecification.AppKind.workflow, .advancedChat], ["1.11", "1.13", "1.16"])
  func nodesTakeWhatTheyAreSaidToTake(app: TargetSpecification.AppKind, generation: String) async throws {
    let result = try await ask(["graph": Self.steps, "generation": generation], app: app)
    #expect(result.status == .succeeded, "\(result.errorMessage ?? "")")
    let nodes = try #require(result.attempts.first?.exchanges.first).nodes
    let times = Dictionary(nodes.map { ($0.title, ($0.elapsed.nanoseconds + 500_000) / 1_000_000) }) {
      first, _ in first
    }
    let wanted = [
      "Prepare": 20, "Look up": 40, "Weather": 90, "Map": 30, "Draw": 20, "Each": 30, "Step": 10, "Over": 30,
      "Pick": 15,
    ]
    for (title, time) in wanted { #expect(times[title] == Int64(time), "\(title)") }
    #expect(nodes.filter { $0.title == "Step" }.map(\.round) == [0, 1, 2])
    #expect(nodes.filter(\.isNested).map(\.title) == ["Step", "Step", "Step", "Pick", "Pick"])
    #expect(nodes.contains { $0.title == "Answer" && $0.totalTokens > 0 })
  }

  /// Iterations, loops and branches are read the same however their stream comes, and whatever else is in it.
  @Test(arguments: [
    "bytewise", "crlf", "comments", "unknown-event", "two-terminals", "text-after-end", "1.16",
  ])
  func graphsAreReadWhateverTheStream(fault: String) async throws {
    let graph = Self.steps.replacing(
      "{\"type\": \"llm\"",
      with:
        "{\"type\": \"loop\", \"title\": \"Again\", \"rounds\": 2, \"steps\": [{\"type\": \"tool\", \"title\": \"Try\", \"ms\": 2}]}, {\"type\": \"llm\""
    )
    let options = [
      "graph": graph, fault == "1.16" ? "generation" : "faults": fault == "1.16" ? fault : "\(fault):1",
    ]
    let (plain, other) = (try await ask(["graph": graph]), try await ask(options))
    #expect(other.status == .succeeded, "\(other.errorMessage ?? "")")
    let nodes = [plain, other].map { result in
      result.attempts[0].exchanges[0].nodes.map {
        "\($0.label) \($0.status) \($0.round ?? -1) \($0.isNested)"
      }.sorted()
    }
    #expect(nodes[0] == nodes[1] && nodes[0].contains { $0.hasPrefix("Try (tool)") })
  }

  /// What follows two branches waits for both.
  @Test func branchesRunSideBySide() async throws {
    let result = try await ask(["graph": Self.steps])
    let nodes = result.attempts[0].exchanges[0].nodes
    // The order says it, on a machine of any speed.
    let start = Dictionary(nodes.map { ($0.title, $0.startedAt!) }) { first, _ in first }
    let end = Dictionary(nodes.map { ($0.title, $0.finishedAt!) }) { first, _ in first }
    #expect(start["Weather"]! <= end["Map"]! && start["Map"]! <= end["Weather"]!)
    #expect(start["Draw"]! >= end["Map"]!)
    #expect(start["Each"]! >= max(end["Weather"]!, end["Draw"]!))
  }

  /// As Dify does it: each attempt that failed counts as an error that was handled.
  @Test(arguments: [
    ("\"retries\": 2", 2, "succeeded", 60), ("\"retries\": 1, \"handled\": true", 1, "exception", 40),
    ("\"handled\": true", 0, "exception", 20), ("\"retries\": 0", 0, "succeeded", 20),
  ]) func aNodeThatFailsIsTriedAgain(keys: String, retries: Int, status: String, time: Int64) async throws {
    let graph = "[{\"type\": \"tool\", \"title\": \"Try\", \"ms\": 20, \(keys)}, {\"type\": \"llm\"}]"
    let result = try await ask(["graph": graph])
    let node = try #require(result.attempts[0].exchanges[0].nodes.first { $0.title == "Try" })
    #expect(node.retries == retries && node.status == status)
    #expect((node.elapsed.nanoseconds + 500_000) / 1_000_000 == time)
    let isWhole = keys == "\"retries\": 0"
    #expect((result.failure == .partial) == !isWhole && (result.status == .succeeded) == isWhole)
    // Such runs are no successes: what was tried again is told all the same.
    var measurements = RunMeasurements()
    measurements.record(result)
    #expect(measurements.nodes["Try (tool)"]?.retries == retries)
  }

  @Test(arguments: [(1, 60), (2, 40), (3, 20), (10, 20)])
  func roundsOfAnIterationRunSideBySide(atOnce: Int, time: Int64) async throws {
    let graph = """
      [{"type": "iteration", "title": "Each", "rounds": 3, "at_once": \(atOnce), "steps": \
      [{"type": "code", "title": "A", "ms": 15}, {"type": "code", "title": "B", "ms": 5}]}, {"type": "llm"}]
      """
    let nodes = try await ask(["graph": graph]).attempts[0].exchanges[0].nodes
    let each = try #require(nodes.first { $0.title == "Each" })
    #expect((each.elapsed.nanoseconds + 500_000) / 1_000_000 == time)
    #expect(Set(nodes.filter { $0.title == "A" }.map(\.nodeID)).count == 1, "one node, three executions")
    #expect(nodes.filter { $0.title == "B" }.compactMap(\.round).sorted() == [0, 1, 2])
  }

  @Test func aPersonIsWaitedFor() async throws {
    let graph =
      "[{\"type\": \"code\", \"title\": \"A\", \"ms\": 1}, {\"type\": \"human-input\", \"title\": \"Approve\"}, {\"type\": \"llm\"}]"
    let result = try await ask(["graph": graph, "generation": "1.16"])
    #expect(result.status == .failed && result.failure == .paused, "\(result.errorMessage ?? "")")
    #expect(result.attempts[0].exchanges[0].anomalies == nil, "its events are known")
  }

  @Test func anAgentThinksBeforeItAnswers() async throws {
    let plain = try await ask(["events": "3"], app: .agentChat)
    let thinking = try await ask(["events": "3", "thoughts": "2", "tool_ms": "30"], app: .agentChat)
    let (few, more) = (plain.attempts[0].exchanges[0], thinking.attempts[0].exchanges[0])
    #expect(thinking.status == .succeeded && more.events == few.events + 4 && more.anomalies == nil)
    #expect(more.firstText! - more.send! >= .milliseconds(60))
  }

  @Test(arguments: [
    "", "{}", "[]", "[{\"type\": \"iteration\"}]", "[{\"parallel\": []}]", "[{\"parallel\": [{}]}]",
    "[{\"type\": \"code\", \"ms\": -1}]", "[{\"type\": \"code\", \"retries\": 11}]",
    "[{\"type\": \"loop\", \"at_once\": 2, \"steps\": []}]",
    "[{\"type\": \"loop\", \"rounds\": 0, \"steps\": []}]",
  ])
  func whatIsNoGraphIsRefused(text: String) {
    #expect(throws: MockConfiguration.Problem.self) { try MockConfiguration(options: ["graph": text]) }
  }
}
