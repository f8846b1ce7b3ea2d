import RunModel
import ServerSentEvents
import Testing

@testable import Dify
@testable import MockDify

/// Streams of graphs, agents and runs that wait for a person, through all that is checked of plain streams.
@Suite struct GraphStreamTests {
  /// An app whose stream has more than a model's texts.
  struct Kind: Sendable, CustomTestStringConvertible {
    var app: TargetSpecification.AppKind
    var generation: MockConfiguration.Generation
    var options: [String: String]
    /// Whose words of the documented table hold.
    var words: String
    var testDescription: String { "\(app.rawValue) of \(generation.rawValue) with \(options.keys.sorted())" }

    func configuration(_ change: (inout MockConfiguration) -> Void = { _ in }) throws -> MockConfiguration {
      var all = [
        "spread": "0", "first_byte_ms": "0.2", "first_text_ms": "1", "gap_ms": "0.2", "app": app.rawValue,
      ]
      all.merge(options.merging(["generation": generation.rawValue]) { $1 }) { $1 }
      var configuration = try MockConfiguration(options: all)
      change(&configuration)
      return configuration
    }

    /// The bytes of its stream's body.
    func body() throws -> [UInt8] {
      let kind: RunRequest.Kind = app == .workflow ? .workflow : .chat
      let body = MockJSON.object([("inputs", .object([("query", .text("hi"))])), ("query", .text("hi"))])
      return RunAnswers(configuration: try configuration())
        .plan(RunRequest(kind: kind, body: body, isStreaming: true, user: "u"), number: 1).pieces.flatMap(
          \.bytes)
    }
  }

  static let graph = """
    [{"type": "code", "title": "Prepare", "ms": 0.2}, \
    {"parallel": [[{"type": "http-request", "title": "Left", "ms": 0.5}], [{"type": "tool", "title": "Right", "ms": 0.2}]]}, \
    {"type": "iteration", "title": "Each", "rounds": 3, "steps": [{"type": "code", "title": "Step", "ms": 0.1}]}, \
    {"type": "loop", "title": "Again", "rounds": 2, "steps": [{"type": "llm", "title": "Try", "ms": 0.1}]}, \
    {"type": "llm", "title": "Answer"}]
    """
  static let person = """
    [{"type": "code", "title": "Prepare", "ms": 0.2}, {"type": "human-input", "title": "Approve"}]
    """

  static let graphs: [Kind] = MockConfiguration.Generation.allCases.flatMap { generation in
    [
      Kind(app: .workflow, generation: generation, options: ["graph": graph], words: "workflow"),
      Kind(app: .advancedChat, generation: generation, options: ["graph": graph], words: "chat"),
    ]
  }
  static let agents: [Kind] = [
    Kind(
      app: .agentChat, generation: .v1_11, options: ["thoughts": "2", "tool_ms": "0.3"], words: "completion"),
    Kind(app: .agent, generation: .v1_16, options: ["thoughts": "2", "tool_ms": "0.3"], words: "completion"),
  ]
  static let paused = Kind(app: .workflow, generation: .v1_16, options: ["graph": person], words: "workflow")

  static let rows = WireFaultsTests.rows

  @Test(arguments: rows) func eachFaultIsWhatItIsOfPlainStreams(row: WireFaultsTests.Row) async throws {
    let waits = row.fault == .hang || row.fault == .endless
    let testCase = TestCase(id: "case", parameters: ["topic": "rivers"], query: "tell me")
    // One after the other: a timeout is to find a server that answers.
    for kind in Self.graphs + Self.agents {
      let (result, counters) = try await EndToEndTests.ask(
        try kind.configuration { $0.faults = [row.fault: 1] }, testCase, app: kind.app, mode: .streaming,
        timeout: .milliseconds(waits ? 3000 : 20_000), grace: 300_000_000)
      let outcome = [result.status.rawValue, result.failure?.rawValue].compactMap(\.self).joined(
        separator: " ")
      let expected = WireFaultsTests.expected(row.stream, kind.words)
      #expect(outcome == expected, "\(row.fault), \(kind): \(result.errorMessage ?? "")")
      #expect(result.attempts.count == 1 && counters.requests - counters.stops == 1)
    }
  }

  /// What the client makes of a stream that comes in such pieces.
  private func read(_ body: [UInt8], _ cuts: [Int]) throws -> (
    nodes: [String], facts: AnswerFacts, counts: [Int]
  ) {
    var (fold, parser, start) = (StreamFold(keepsContent: true), EventStreamParser(), 0)
    for end in cuts + [body.count] {
      try parser.feed(Array(body[start..<end]).span.bytes, to: &fold)
      fold.endOfRead()
      start = end
    }
    fold.end()
    let exchange = fold.reader.exchange
    let nodes = exchange.nodes.map {
      "\($0.label) \($0.status) \($0.round ?? -1) \($0.isNested) \($0.retries) \($0.elapsed) \($0.totalTokens)"
    }
    #expect(exchange.anomalies == nil && !parser.isInsideEvent)
    return (nodes, fold.reader.facts, [exchange.events, exchange.pings, exchange.textEvents])
  }

  /// Between each two bytes, and byte by byte.
  @Test(arguments: graphs + agents + [paused]) func itIsTheSameWhereverItIsCut(kind: Kind) throws {
    let body = try kind.body()
    let whole = try read(body, [])
    // Each event is cut at each of its bytes in one of these.
    for size in [1, 2, 3, 5, 17, 97, 1021] {
      for first in 1...min(size, 7) {
        let other = try read(body, Array(stride(from: first, to: body.count, by: size)))
        #expect(other.nodes == whole.nodes && other.facts == whole.facts && other.counts == whole.counts)
      }
    }
    if kind.options["graph"] == Self.graph {
      #expect(whole.nodes.contains { $0.hasPrefix("Each (iteration) succeeded") })
      #expect(whole.nodes.count { $0.hasPrefix("Try (llm) succeeded") } == 2, "\(whole.nodes)")
    }
  }

  /// Cut short anywhere, it is never a success, and what had ended is kept.
  @Test(arguments: graphs + [paused]) func whatIsCutShortIsNoSuccess(kind: Kind) throws {
    let body = try kind.body()
    let ends = EverySplitTests.stretches(body).reduce(into: [0]) { $0.append($0.last! + $1.count) }.dropLast(
      2)
    for end in ends {
      var (fold, parser) = (StreamFold(keepsContent: true), EventStreamParser())
      try parser.feed(Array(body[..<end]).span.bytes, to: &fold)
      fold.end()
      let family: OutcomeClassifier.Family = kind.app == .workflow ? .workflow : .chatflow
      let verdict = OutcomeClassifier.judge(
        family: family, httpStatus: 200, isStream: true, isJSON: false, facts: fold.reader.facts,
        endsInsideEvent: parser.isInsideEvent)
      #expect(verdict.status != .succeeded, "cut after \(end) bytes")
    }
  }
}
