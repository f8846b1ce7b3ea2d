import CurlTransport
import FoundationEssentials
import LoadEngine
import MockDify
import Reactor
import RunModel
import Testing

@testable import Dify

/// The client against the stand-in, over real sockets.
@Suite struct EndToEndTests {
  static func quick(_ change: (inout MockConfiguration) -> Void = { _ in }) -> MockConfiguration {
    var configuration = MockConfiguration()
    (configuration.firstByte, configuration.firstText, configuration.gap) = (0.2, 1, 0.2)
    change(&configuration)
    return configuration
  }

  /// Does one attempt of a case against a stand-in.
  static func ask(
    _ configuration: MockConfiguration,
    _ testCase: TestCase = TestCase(id: "case", parameters: ["query": "hello"]),
    app: TargetSpecification.AppKind = .workflow, mode: TargetSpecification.ResponseMode = .streaming,
    timeout: Duration = .seconds(10), key: String = "app-mock", grace: Int64 = 5_000_000_000
  ) async throws -> (result: TaskResult, counters: MockCounters) {
    let server = try await MockDifyServer.start(configuration)
    let result = try await ask(
      server, testCase, app: app, mode: mode, timeout: timeout, key: key, grace: grace)
    let counters = await server.counters()
    await server.shutdown()
    return (result, counters)
  }

  /// The same with what the stand-in noted.
  static func logged(_ configuration: MockConfiguration) async throws -> (
    result: TaskResult, log: [MockRunLog]
  ) {
    let server = try await MockDifyServer.start(configuration)
    let result = try await ask(server, TestCase(id: "case", parameters: ["query": "hello"]))
    let log = await server.log()
    await server.shutdown()
    return (result, log)
  }

  private static func ask(
    _ server: MockDifyServer, _ testCase: TestCase, app: TargetSpecification.AppKind = .workflow,
    mode: TargetSpecification.ResponseMode = .streaming, timeout: Duration = .seconds(10),
    key: String = "app-mock", grace: Int64 = 5_000_000_000
  ) async throws -> TaskResult {
    let target = TargetSpecification(baseURL: server.url, app: app, responseMode: mode)
    return try await ask(server, testCase, target: target, timeout: timeout, key: key, grace: grace)
  }

  /// The same of any target.
  static func ask(
    _ server: MockDifyServer, _ testCase: TestCase, target: TargetSpecification,
    timeout: Duration = .seconds(10), key: String = "app-mock", grace: Int64 = 5_000_000_000
  ) async throws -> TaskResult {
    let app = target.app ?? .workflow
    let loop = try EpollLoop()
    let box = WorkBox()
    let executor = ConcurrentExecutor { context in
      if box.work == nil {
        box.transport = Transport(loop: loop, options: TransportOptions())
        let client = DifyClient(target: target, key: Secret(key), transport: box.transport!)
        box.work = DifyWork(client: client, app: app, scope: context.scope, keepsContent: true)
        box.work?.grace = grace
      }
      return try await box.work!(context)
    }
    let header = ManifestHeader(
      name: "one", execution: ExecutionPolicy(stopConditions: StopConditions(timeoutPerTask: timeout)))
    let result = try await executor.run(
      RunManifest(header: header, cases: [testCase]), header: header, keepsResults: true, on: loop)
    _ = try loop.runBlocking {
      _ = await box.work?.stops.drain()
      box.transport?.shutdown()
    }
    loop.shutdown()
    return result.taskResults[0]
  }

  final class WorkBox: @unchecked Sendable {
    var transport: Transport?
    var work: DifyWork?
  }

  @Test(
    arguments: [TargetSpecification.ResponseMode.streaming, .blocking], MockConfiguration.Generation.allCases)
  func everyAppAnswers(mode: TargetSpecification.ResponseMode, generation: MockConfiguration.Generation)
    async throws
  {
    for app in TargetSpecification.AppKind.allCases
    where mode == .streaming || ![.agent, .agentChat].contains(app) {
      let configuration = Self.quick {
        $0.app = MockConfiguration.App(rawValue: app.rawValue)!
        $0.generation = generation
      }
      let testCase = TestCase(id: "case", parameters: ["topic": "rivers"], query: "tell me")
      let (result, counters) = try await Self.ask(configuration, testCase, app: app, mode: mode)
      #expect(result.status == .succeeded, "\(app) \(mode): \(result.errorMessage ?? "")")
      let exchange = try #require(result.attempts.first?.exchanges.first)
      #expect(exchange.send! <= exchange.firstByte! && exchange.firstByte! <= exchange.close!)
      #expect(exchange.tokens?.total ?? 0 > 0 && exchange.serverVersion == generation.serverVersion)
      #expect(exchange.anomalies == nil, "\(app) \(mode): nothing is odd about it")
      if mode == .streaming {
        #expect(exchange.firstEvent! <= exchange.firstText! && exchange.firstText! <= exchange.lastEvent!)
        #expect(exchange.textEvents == 12 && exchange.gaps.count == 11)
        #expect(exchange.pings == (generation == .v1_11 ? 0 : 1))
      }
      #expect(counters.runsStarted == 1 && counters.runsEnded == 1)
    }
  }

  static let faults: [(MockFault, TaskStatus, FailureClass)] = [
    (.refused, .failed, .appRefused), (.tooMany, .failed, .appRefused), (.rateLimit, .failed, .rateLimited),
    (.auth, .failed, .auth), (.badRequest, .failed, .badRequest), (.model, .failed, .modelError),
    (.http500, .error, .http5xx), (.http502, .error, .gateway), (.http503, .error, .gateway),
    (.http504, .error, .gateway),
    (.workflowFailed, .failed, .workflowFailed), (.partial, .failed, .partial), (.stopped, .failed, .stopped),
    (.streamError, .failed, .streamError), (.truncated, .error, .streamTruncated),
    (.noTerminal, .error, .noTerminalEvent),
    (.reset, .error, .reset), (.badJSON, .error, .badJSON), (.hang, .timeout, .timeoutStreaming),
  ]

  @Test(arguments: 0..<faults.count) func everyFaultHasItsClass(index: Int) async throws {
    let (fault, status, failure) = Self.faults[index]
    let configuration = Self.quick { $0.faults = [fault: 1] }
    let (result, counters) = try await Self.ask(
      configuration, timeout: .milliseconds(fault == .hang ? 1500 : 10_000))
    #expect(result.status == status && result.failure == failure, "\(fault): \(result.errorMessage ?? "")")
    if fault == .hang {
      #expect(counters.stops == 1, "a run that is given up is stopped on the server")
      #expect(result.attempts[0].exchanges.first?.stopRequest == .sent && !result.attempts[0].leaked)
    }
  }

  @Test func aStreamThatStaysOpenCountsToItsLastEvent() async throws {
    let configuration = Self.quick { $0.faults = [.leftOpen: 1] }
    let (result, counters) = try await Self.ask(configuration, grace: 300_000_000)
    #expect(result.status == .succeeded, "\(result.errorMessage ?? "")")
    let attempt = result.attempts[0]
    let exchange = try #require(attempt.exchanges.first)
    #expect(exchange.leftOpen == true && exchange.close == exchange.lastEvent)
    #expect(attempt.responseTime < attempt.end - attempt.intendedStart - .milliseconds(299))
    #expect(counters.stops == 0, "the run has ended: there is nothing to stop")
  }

  @Test func stopRequestsThatFailAreCounted() throws {
    let counts = try withClient { client, scope in
      // A limit of 0 seconds gives up what still waits.
      let (patient, hasty) = (
        StopRequests(client: client, scope: scope),
        StopRequests(client: client, scope: scope, drainLimit: 0)
      )
      for number in 0..<40 {
        patient.stop(path: "/stop/\(number)", user: "u")
        hasty.stop(path: "/stop/\(number)", user: "u")
      }
      return (await patient.drain(), await hasty.drain())
    }
    #expect(counts == (40, 40))
  }

  @Test func anEmptyAnswerIsNoSuccess() async throws {
    let configuration = Self.quick {
      $0.app = .chat
      $0.faults = [.empty: 1]
    }
    let (result, _) = try await Self.ask(configuration, TestCase(id: "c", query: "hi"), app: .chat)
    #expect(result.failure == .emptyAnswer)
  }

  @Test func aWrongKeyIsNamedButNeverShown() async throws {
    let (result, _) = try await Self.ask(Self.quick(), key: "app-wrong-secret")
    #expect(result.failure == .auth)
    #expect(!"\(result)".contains("wrong-secret"))
  }

  @Test func aConversationCarriesItsIdAndWhatItLearned() async throws {
    let configuration = Self.quick { $0.app = .advancedChat }
    let turns = [
      Turn(
        query: "my number is 4711",
        extractions: [Extraction(name: "number", source: .pattern("number is ([0-9]+)"))]),
      Turn(query: "what about ${turn.number}?", expectations: [.contains("4711?")]),
    ]
    let (result, counters) = try await Self.ask(
      configuration, TestCase(id: "talk", turns: turns), app: .advancedChat)
    #expect(result.status == .succeeded, "\(result.errorMessage ?? "")")
    let ids = result.attempts[0].exchanges.map(\.conversationID)
    #expect(ids.count == 2 && ids[0] == ids[1] && ids[0] != nil)
    #expect(counters.runsStarted == 2 && result.expectations.map(\.holds) == [true])
  }

  @Test func aTurnThatFindsNothingFails() async throws {
    let configuration = Self.quick { $0.app = .advancedChat }
    let turns = [
      Turn(query: "a", extractions: [Extraction(name: "x", source: .pattern("zebra"))]), Turn(query: "b"),
    ]
    let (result, counters) = try await Self.ask(
      configuration, TestCase(id: "talk", turns: turns), app: .advancedChat)
    #expect(result.failure == .expectation && counters.runsStarted == 1)
  }

  @Test func preflightKnowsTheApp() async throws {
    let server = try await MockDifyServer.start(Self.quick())
    let target = TargetSpecification(baseURL: server.url)
    let preflight = try withClient(target, key: Secret("app-mock")) { client, scope in
      try await Preflight.ask(client, scope: scope)
    }
    await server.shutdown()
    #expect(preflight.description.app == .workflow && preflight.serverVersion == "1.11.2")
    #expect(preflight.problems(with: TargetSpecification(baseURL: "x", app: .chat)).count == 1)
  }
}
