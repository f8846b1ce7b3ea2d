import LoadEngine
import MockDify
import Reactor
import RunModel
import Synchronization
import Testing

@testable import Dify

/// Conversations over real sockets: what one turn learns, the next one uses.
@Suite struct ConversationTests {
  private func talk(
    _ turns: [Turn], mode: TargetSpecification.ResponseMode = .streaming
  ) async throws -> TaskResult {
    let configuration = EndToEndTests.quick {
      $0.app = .advancedChat
      $0.events = 24
    }
    return try await EndToEndTests.ask(
      configuration, TestCase(id: "talk", turns: turns), app: .advancedChat, mode: mode
    ).result
  }

  @Test(arguments: [TargetSpecification.ResponseMode.streaming, .blocking])
  func valuesAndTheConversationAreCarried(mode: TargetSpecification.ResponseMode) async throws {
    let result = try await talk(
      [
        Turn(
          query: "order 4711 please",
          extractions: [
            Extraction(name: "order", source: .pattern("order ([0-9]+)")),
            Extraction(name: "whole", source: .path("$.answer")),
          ]),
        Turn(
          query: "second ${turn.order}", extractions: [Extraction(name: "word", source: .pattern("second"))],
          expectations: [.contains("second 4711")]),
        Turn(
          query: "${turn.word} of ${turn.order}: ${turn.whole}",
          expectations: [.contains("second of 4711: You asked: order 4711 please")]),
      ], mode: mode)
    #expect(result.status == .succeeded, "\(result.errorMessage ?? "")")
    let ids = result.attempts[0].exchanges.map(\.conversationID)
    #expect(ids.count == 3 && Set(ids).count == 1 && ids[0] != nil)
    #expect(result.expectations.map(\.holds) == [true, true])
  }

  @Test(arguments: [DelayDistribution.constant(0.03), .uniform(min: 0.03, max: 0.05)])
  func thinkTimeComesBeforeATurn(pause: DelayDistribution) async throws {
    let result = try await talk([Turn(query: "a", thinkTime: pause), Turn(query: "b", thinkTime: pause)])
    let exchanges = result.attempts[0].exchanges
    #expect(exchanges.count == 2)
    let first = exchanges[0]
    let second = exchanges[1]
    #expect(second.send! - first.close! >= .milliseconds(30), "the user thinks before the second turn")
    #expect(first.send! - result.attempts[0].start < .milliseconds(30), "and not before the first")
  }

  @Test(
    arguments: [
      (.pattern("zebra ([0-9]+)"), "turn 1: nothing to extract for 'number'"),
      (.path("$.no.such"), "turn 1: nothing to extract for 'number'"),
    ] as [(Extraction.Source, String)])
  func aFailedExtractionSaysWhatIsMissing(source: Extraction.Source, message: String) async throws {
    let result = try await talk([
      Turn(query: "a", extractions: [Extraction(name: "number", source: source)]), Turn(query: "b"),
    ])
    #expect(result.status == .failed && result.failure == .expectation && result.errorMessage == message)
    #expect(result.attempts[0].exchanges.count == 1, "the second turn is not asked")
  }

  @Test func aBrokenTurnSaysWhich() async throws {
    let result = try await talk([
      Turn(query: "a"), Turn(query: "b", expectations: [.contains("never said")]), Turn(query: "c"),
    ])
    #expect(result.status == .failed && result.attempts[0].exchanges.count == 2)
    #expect(result.errorMessage?.hasPrefix("turn 2: expected text that contains 'never said'") == true)
  }

  static let rules: [(Turn.OnFail?, [Int?], Int)] = [
    (nil, [1, 2], 2), (.end, [1, 2], 2), (.skip, [1, 2, 4], 3), (.goOn, [1, 2, 3, 4], 4),
  ]

  /// Turn 2 fails to extract what turn 3 uses, and turn 4 does not.
  @Test(arguments: 0..<rules.count) func aTurnThatFailsIsFollowedByWhatItsRuleSays(row: Int) async throws {
    let (rule, asked, count) = Self.rules[row]
    var second = Turn(query: "b", extractions: [Extraction(name: "x", source: .pattern("zebra"))])
    second.onFail = rule
    let result = try await talk([
      Turn(query: "a"), second, Turn(query: "use [${turn.x}]"),
      Turn(query: "d", expectations: [.contains("asked: d")]),
    ])
    let exchanges = result.attempts[0].exchanges
    #expect(exchanges.map(\.turn) == asked && exchanges.count == count)
    #expect(exchanges.map { $0.turnFailed == true } == asked.map { $0 == 2 })
    #expect(Set(exchanges.map(\.conversationID)).count == 1, "they stay one conversation")
    #expect(result.status == .failed && result.errorMessage == "turn 2: nothing to extract for 'x'")
    #expect(result.expectations.map(\.holds) == (count > 2 ? [true] : []))
  }

  /// Turn 3 is skipped for what turn 2 did not find, and turn 4 for what turn 3 would have found.
  @Test func whatASkippedTurnWouldHaveFoundIsMissingToo() async throws {
    var second = Turn(query: "b", extractions: [Extraction(name: "x", source: .pattern("zebra"))])
    second.onFail = .skip
    let result = try await talk([
      Turn(query: "a"), second,
      Turn(query: "use [${turn.x}]", extractions: [Extraction(name: "y", source: .pattern("asked"))]),
      Turn(query: "use [${turn.y}]"), Turn(query: "e"),
    ])
    #expect(result.attempts[0].exchanges.map(\.turn) == [1, 2, 5])
  }

  @Test func aLongConversationHasALongerPromptAndTakesLonger() async throws {
    let configuration = EndToEndTests.quick {
      ($0.app, $0.history, $0.spread) = (.advancedChat, 60, 0)
    }
    let (result, _) = try await EndToEndTests.ask(
      configuration, TestCase(id: "talk", turns: ["a", "b", "c"].map { Turn(query: $0) }), app: .advancedChat)
    let exchanges = result.attempts[0].exchanges
    let prompts = exchanges.compactMap { $0.tokens?.prompt }
    #expect(prompts.count == 3 && prompts[0] < prompts[1] && prompts[1] < prompts[2])
    #expect(exchanges[2].firstText! - exchanges[2].send! >= .milliseconds(120))
  }

  /// The users of so many tasks of two cases.
  private func users(_ pool: UserPool, cases: [TestCase]) async throws -> [String] {
    let names = Mutex<[String]>([])
    let executor = ConcurrentExecutor { context in
      let name = UserNames(pool: pool, runID: "run").name(context.testCase, context)
      names.withLock { $0.append(name) }
      return .success
    }
    _ = try await executor.run(RunManifest(cases: cases, execution: ExecutionPolicy(concurrency: 1)))
    return names.withLock { $0 }
  }

  @Test func usersOfAPoolOfACaseOrOfEachTask() async throws {
    let cases = ["a", "b", "a", "b"].map { TestCase(id: $0) }
    #expect(Set(try await users(UserPool(assignment: .pool, size: 1), cases: cases)) == ["floodgate-run-1"])
    #expect(
      try await users(UserPool(assignment: .perCase, prefix: "u"), cases: cases) == [
        "u-a", "u-b", "u-a", "u-b",
      ])
    #expect(Set(try await users(UserPool(assignment: .unique), cases: cases)).count == 4)
    let own = TestCase(id: "a", user: "ana@example.com")
    #expect(try await users(UserPool(assignment: .unique), cases: [own]) == ["ana@example.com"])
  }
}
