import MockDify
import RunModel
import Testing

@testable import Dify

/// Calls that are no runs, and what goes with runs: the client against the stand-in, over real sockets.
@Suite struct CallsTests {
  static func ask(
    _ testCase: TestCase, _ app: TargetSpecification.AppKind = .chat,
    _ change: (inout MockConfiguration) -> Void = { _ in },
    target: (inout TargetSpecification) -> Void
  ) async throws -> TaskResult {
    let configuration = EndToEndTests.quick {
      $0.app = MockConfiguration.App(rawValue: app.rawValue)!
      ($0.spread, $0.knowledge, $0.index) = (0, 2, 150)
      change(&$0)
    }
    let server = try await MockDifyServer.start(configuration)
    var specification = TargetSpecification(baseURL: server.url, app: app)
    target(&specification)
    let key = specification.call?.asksKnowledge == true ? "dataset-mock" : "app-mock"
    let result = try await EndToEndTests.ask(server, testCase, target: specification, key: key)
    await server.shutdown()
    return result
  }

  static func knowledge(_ call: TargetCall) -> (inout TargetSpecification) -> Void {
    { ($0.call, $0.dataset) = (call, "d1") }
  }

  static let search = TestCase(id: "s", query: "why do tides rise and fall")

  @Test func aSearchTellsItsHitsAndScores() async throws {
    let result = try await Self.ask(Self.search, target: Self.knowledge(.retrieve))
    #expect(result.status == .succeeded, "\(result.errorMessage ?? "")")
    #expect(result.outputs["records"]?.list.first?["segment"]?["document"]?["name"] == "tides.md")
  }

  static let expectations: [(RunModel.Expectation, Bool)] = [
    (.hit("tides.md", among: 3), true), (.hit("The moon pulls", among: 1), true), (.minScore(0.5), true),
    (.hit("bees.md", among: 1), false), (.minHits(9), false),
  ]

  @Test(arguments: 0..<expectations.count) func searchesAreJudged(index: Int) async throws {
    var testCase = Self.search
    testCase.expectations = [Self.expectations[index].0]
    let result = try await Self.ask(testCase, target: Self.knowledge(.retrieve))
    #expect((result.status == .succeeded) == Self.expectations[index].1, "\(result.errorMessage ?? "")")
  }

  static let refused: [(TestCase, TargetCall, FailureClass)] = [
    (TestCase(id: "a", query: String(repeating: "long ", count: 60)), .retrieve, .badRequest),
    (TestCase(id: "b", query: "mock_fault: http-500"), .retrieve, .http5xx),
    (TestCase(id: "c"), .retrieve, .badRequest),
    (TestCase(id: "d", query: "mock_fault: indexing"), .document, .indexing),
    (TestCase(id: "e"), .upload, .badRequest),
    (TestCase(id: "f", query: "hello"), .speech, .badRequest),
  ]

  @Test(arguments: 0..<refused.count) func whatGoesWrongIsNamed(index: Int) async throws {
    let (testCase, call, failure) = Self.refused[index]
    let result = try await Self.ask(testCase, target: Self.knowledge(call))
    #expect(result.failure == failure, "\(result.errorMessage ?? "")")
  }

  @Test func aDocumentTakesUntilItIsIndexed() async throws {
    let result = try await Self.ask(
      TestCase(id: "d", query: "a text"), target: Self.knowledge(.document))
    #expect(result.status == .succeeded, "\(result.errorMessage ?? "")")
    let exchange = try #require(result.attempts.first?.exchanges.first)
    #expect(exchange.calls?.map(\.name) == [.create, .indexing])
    // The stand-in takes 150 ms for it.
    #expect(result.attempts[0].responseTime >= .milliseconds(150))
  }

  @Test func aDocumentCanBeAFile() async throws {
    var testCase = TestCase(id: "d")
    testCase.files = [FileReference(type: "document", source: .upload(path: TranscriptTests.file))]
    let result = try await Self.ask(testCase, target: Self.knowledge(.document))
    #expect(result.status == .succeeded, "\(result.errorMessage ?? "")")
  }

  @Test func anUploadIsNamed() async throws {
    var testCase = TestCase(id: "u")
    testCase.files = [FileReference(type: "document", source: .upload(path: #filePath))]
    let result = try await Self.ask(testCase) { $0.call = .upload }
    #expect(result.status == .succeeded && result.outputs["name"] == "CallsTests.swift", "\(result)")
  }

  @Test func aTextIsSpoken() async throws {
    let result = try await Self.ask(TestCase(id: "t", query: "hello"), .chat, { $0.speech = 3 }) {
      $0.call = .speech
    }
    #expect(result.status == .succeeded, "\(result.errorMessage ?? "")")
    #expect((result.outputs["bytes"]?.doubleValue ?? 0) >= 1024)
  }

  @Test func followUpsAreTimedApart() async throws {
    let result = try await Self.ask(
      TestCase(id: "f", query: "hello"), .chat, { ($0.speech, $0.suggested) = (30, 30) }
    ) {
      $0.followUps = [
        FollowUp(.suggested), FollowUp(.feedback, rating: .dislike), FollowUp(.speech),
        FollowUp(.speech, share: 0),
      ]
    }
    #expect(result.status == .succeeded, "\(result.errorMessage ?? "")")
    let attempt = try #require(result.attempts.first)
    #expect(attempt.exchanges[0].calls?.map(\.name) == [.suggested, .feedback, .speech])
    #expect(attempt.end - attempt.close >= .milliseconds(60))
  }

  @Test func aFollowUpThatFailsFailsTheTask() async throws {
    let result = try await Self.ask(TestCase(id: "f", query: "hello")) {
      $0.followUps = [FollowUp(.suggested)]
    }
    #expect(
      result.failure == .badRequest && result.errorMessage?.hasPrefix("suggested after the answer") == true)
  }

  @Test(arguments: [TargetSpecification.AppKind.workflow, .advancedChat, .chat, .agentChat])
  func aRunThatIsStoppedIsASuccess(app: TargetSpecification.AppKind) async throws {
    var testCase = TestCase(id: "s", parameters: ["q": "x"], query: "hello")
    testCase.expectations = [.minLength(100_000)]
    let result = try await Self.ask(testCase, app, { ($0.gap, $0.events) = (5, 400) }) {
      $0.stopPlan = StopPlan(share: 1, after: 0.03)
    }
    #expect(result.status == .succeeded, "\(result.errorMessage ?? "")")
    let calls = try #require(result.attempts.first?.exchanges.first?.calls)
    #expect(calls.map(\.name) == [.stop, .stopped] && calls.allSatisfy { $0.failure == nil })
    #expect(calls[1].took >= 20_000_000, "the stand-in takes 20 ms to stop")
  }

  @Test func aRunThatIsOverBeforeItsStopIsJudgedAsEver() async throws {
    let result = try await Self.ask(TestCase(id: "s", parameters: ["q": "x"]), .workflow) {
      $0.stopPlan = StopPlan(share: 1, after: 60)
    }
    #expect(result.status == .succeeded && result.attempts[0].exchanges[0].calls == nil)
  }

  @Test func aNewAgentsAnswerIsNotSaidTwice() async throws {
    let result = try await Self.ask(TestCase(id: "a", query: "hello"), .agent, { $0.thoughts = 2 }) { _ in }
    #expect(result.status == .succeeded, "\(result.errorMessage ?? "")")
    #expect(result.attempts[0].exchanges[0].textEvents == 12)
  }

  @Test(arguments: [true, false]) func whatAChatRetrievedIsRead(keepsContent: Bool) {
    var reader = DocumentReader()
    reader.keepsContent = keepsContent
    let text =
      #"{"answer":"x","metadata":{"retriever_resources":[{"content":"a","document_name":"b","score":0.5}]}}"#
    reader.readDocument(Array(text.utf8))
    #expect(reader.facts.hits == (keepsContent ? [RetrievedHit(text: "a", document: "b", score: 0.5)] : []))
  }

  @Test func aPersonIsNamed() async throws {
    var testCase = TestCase(id: "p", parameters: ["q": "x"])
    let graph = #"[{"type": "human-input", "title": "Approve"}]"#
    let change: (inout MockConfiguration) -> Void = {
      $0 = try! MockConfiguration(options: ["graph": graph, "generation": "1.16"])
    }
    let result = try await Self.ask(testCase, .workflow, change) { _ in }
    #expect(result.failure == .paused && result.errorMessage?.contains("'Approve'") == true, "\(result)")
    testCase.expectations = [.paused]
    #expect(try await Self.ask(testCase, .workflow, change) { _ in }.status == .succeeded)
  }
}
