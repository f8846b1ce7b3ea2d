import CurlTransport
import LoadEngine
import MockDify
import Reactor
import RunModel
import Testing

@testable import Dify

/// Runs over real sockets, then the stand-in's own record of them.
@Suite struct ServerRecordsTests {
  /// So many tasks of an app, and what its record says of them afterwards.
  static func record(
    _ app: TargetSpecification.AppKind, tasks: Int = 12, timeout: Duration = .seconds(10),
    mode: TargetSpecification.ResponseMode = .streaming, onCancel: TargetSpecification.OnCancel = .stop,
    size: Int = 3, _ change: (inout MockConfiguration) -> Void = { _ in }
  ) async throws -> (result: Reconciliation?, counters: MockCounters) {
    let server = try await MockDifyServer.start(
      EndToEndTests.quick {
        $0.app = MockConfiguration.App(rawValue: app.rawValue)!
        change(&$0)
      })
    var target = TargetSpecification(baseURL: server.url, app: app, responseMode: mode)
    (target.users, target.onCancel) = (UserPool(size: size), onCancel)
    let result = try await record(target, tasks, timeout)
    let counters = await server.counters()
    await server.shutdown()
    return (result, counters)
  }

  private static func record(_ target: TargetSpecification, _ tasks: Int, _ timeout: Duration) async throws
    -> Reconciliation?
  {
    let loop = try EpollLoop()
    let box = Box()
    let executor = ConcurrentExecutor { context in
      if box.work == nil {
        box.transport = Transport(loop: loop, options: TransportOptions())
        let client = DifyClient(target: target, key: Secret("app-mock"), transport: box.transport!)
        box.scope = context.scope
        box.work = DifyWork(
          client: client, app: target.app!, scope: context.scope, keepsContent: true,
          ledger: RunLedger(keepsAll: true))
      }
      return try await box.work!(context)
    }
    let header = ManifestHeader(
      name: "many",
      execution: ExecutionPolicy(concurrency: 4, stopConditions: StopConditions(timeoutPerTask: timeout)))
    let cases = (0..<tasks).map {
      TestCase(id: "c\($0)", parameters: ["q": .integer(Int64($0))], query: "q\($0)")
    }
    _ = try await executor.run(
      RunManifest(header: header, cases: cases), header: header, keepsResults: true, on: loop)
    let result = try loop.runBlocking {
      _ = await box.work!.stops.drain()
      let found = await box.work!.reconciler(ReconcilePolicy(wait: 5), scope: box.scope!)?.compareAll()
      box.transport?.shutdown()
      return found
    }
    loop.shutdown()
    return result
  }

  final class Box: @unchecked Sendable {
    var transport: Transport?
    var work: DifyWork?
    var scope: RunScope?
  }

  @Test(arguments: [TargetSpecification.AppKind.workflow, .advancedChat, .chat, .agentChat])
  func bothSidesAgree(app: TargetSpecification.AppKind) async throws {
    // More than a page of the logs, and of the messages of a user.
    let tasks = app == .workflow ? 130 : 12
    let result = try #require(try await Self.record(app, tasks: tasks).result)
    #expect(result.sent == tasks && result.begun == tasks && result.recorded == [.succeeded: tasks])
    #expect(result.differing.isEmpty && result.isComplete && result.usersAreOwn, "\(result)")
  }

  @Test(arguments: [3, 40]) func manyUsersAreReadTogether(size: Int) async throws {
    let result = try #require(try await Self.record(.workflow, tasks: 50, size: size).result)
    #expect(result.recorded == [.succeeded: 50] && result.differing.isEmpty)
  }

  @Test func aTextGeneratorKeepsNoList() async throws {
    #expect(try await Self.record(.completion).result == nil)
  }

  @Test(
    arguments: [
      (.workflowFailed, [.failed: 12], [:]), (.partial, [.succeeded: 12], [:]), (.refused, [:], [:]),
      (.truncated, [.succeeded: 12], [.endedUnseen: 12]), (.streamError, [.failed: 12], [:]),
      (.noTerminal, [.succeeded: 12], [.endedUnseen: 12]), (.http500, [:], [:]),
    ] as [(MockFault, [RecordStatus: Int], [Reconciliation.Difference.Kind: Int])])
  func whatFailedIsThereAsWhatItWas(
    fault: MockFault, recorded: [RecordStatus: Int], differing: [Reconciliation.Difference.Kind: Int]
  ) async throws {
    let result = try #require(try await Self.record(.workflow) { $0.faults = [fault: 1] }.result)
    #expect(result.recorded == recorded && result.differing == differing, "\(result)")
    #expect(result.contradictions.isEmpty && result.sent == 12)
  }

  /// A run that hangs is given up; what the record says of it is what `on_cancel` made of it.
  @Test(
    arguments: [(.stop, .stopped), (.close, .running)] as [(TargetSpecification.OnCancel, RecordStatus)])
  func whatWasGivenUpIsStoppedOrNot(policy: TargetSpecification.OnCancel, record: RecordStatus) async throws {
    let (found, counters) = try await Self.record(
      .workflow, tasks: 4, timeout: .seconds(1), onCancel: policy
    ) { $0.faults = [.hang: 1] }
    let result = try #require(found)
    // On a machine that is busy for a second a run may have no name yet.
    #expect(Array(result.cut.keys) == [record] && (counters.stops > 0) == (policy == .stop), "\(result)")
  }

  /// A stream that the client closed goes on at the server: to its end, when it is waited for.
  @Test(arguments: [TargetSpecification.ResponseMode.streaming, .blocking])
  func aClosedStreamGoesOn(mode: TargetSpecification.ResponseMode) async throws {
    let (found, counters) = try await Self.record(
      .workflow, tasks: 4, timeout: .seconds(1), mode: mode, onCancel: .wait
    ) { ($0.firstText, $0.spread) = (2000, 0) }
    let result = try #require(found)
    // A request that the server has not begun when it is cut has no run at all.
    #expect(Set(result.recorded.keys).isSubset(of: [.succeeded]) && counters.stops == 0, "\(result)")
    // A blocking answer names its run at its end: the client knows only that it may have begun one.
    #expect(mode == .streaming || result.unanswered == 4)
    #expect(result.begun + result.unanswered == 4 && result.contradictions.isEmpty)
  }

  /// Nobody waits for it: a moment after it was closed it is under way.
  @Test func whatIsLeftAloneIsUnderWay() async throws {
    let (found, counters) = try await Self.record(
      .workflow, tasks: 4, timeout: .seconds(1), onCancel: .close
    ) { ($0.firstText, $0.spread) = (60_000, 0) }
    let result = try #require(found)
    #expect(Array(result.recorded.keys) == [.running] && counters.stops == 0 && result.stoppedAfter == 0)
  }

  @Test func whatTheRecordLacksIsAContradiction() async throws {
    let result = try #require(try await Self.record(.workflow) { $0.lostRecords = 1 }.result)
    #expect(result.differing == [.unknownToServer: 12] && result.contradictions.count == 1)
  }

  @Test func stoppedRunsMayStayAsRunning() async throws {
    let (found, _) = try await Self.record(.workflow, tasks: 4, timeout: .seconds(1)) {
      ($0.faults, $0.stopsUnrecorded) = ([.hang: 1], 1)
    }
    let result = try #require(found)
    #expect(Array(result.differing.keys) == [.stillRunning] && result.contradictions.isEmpty)
  }
}
