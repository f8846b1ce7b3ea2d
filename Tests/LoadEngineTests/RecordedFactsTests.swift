import Foundation
import FoundationNetworking
import LoadEngine
import Reactor
import RunModel
import Testing

/// What a result says about how its task ended.
@Suite struct RecordedFactsTests {
  private func ended(
    of body: @escaping @Sendable (TaskContext) async throws -> TaskOutput,
    _ change: (inout ExecutionPolicy) -> Void = { _ in }
  ) async throws -> TaskResult {
    let executor = ConcurrentExecutor(clock: .virtual) { try await body($0) }
    let manifest = RunManifest.fixture(cases: 1).with(change)
    return try await executor.run(manifest).taskResults[0]
  }

  @Test("S009 the server's own time stands beside the client's")
  func serverElapsed() async throws {
    let result = try await ended { context in
      try await context.sleep(for: .seconds(3))
      var exchange = ExchangeRecord()
      exchange.serverElapsed = .seconds(2)
      let output = TaskOutput(exchanges: [ExchangeRecord(), exchange])
      #expect(output.elapsedTime == .seconds(2), "of the last exchange")
      return output
    }
    #expect(result.attempts[0].exchanges.map(\.serverElapsed) == [nil, .seconds(2)])
    #expect(result.executionTime == .seconds(3))
  }

  private static let hangs: @Sendable (TaskContext) async throws -> TaskOutput = { context in
    try await context.sleep(for: .seconds(60))
    return .success
  }

  @Test("S051 the limit that ended an attempt stands in its message")
  func attemptLimit() async throws {
    let result = try await ended(of: Self.hangs) { $0.stopConditions.timeoutPerTask = .milliseconds(1500) }
    #expect(result.status == .timeout && result.failure == .timeout)
    #expect(result.errorMessage == "timed out after 1.5 s (timeout_per_task)")
  }

  @Test("S051 a limit of the run cancels, and says that it did")
  func runLimit() async throws {
    let result = try await ended(of: Self.hangs) { $0.stopConditions.timeoutTotal = .seconds(4) }
    #expect(result.status == .cancelled && result.cancelReason == .timeoutTotal(limit: .seconds(4)))
    #expect(result.errorMessage == "cancelled in flight (timeout-total)")
    #expect(result.finished == .zero + .seconds(4))
  }

  @Test("S051 the work's own limit stands in its message")
  func ownLimit() async throws {
    let result = try await ended { _ in throw TaskError.timeout(limit: .seconds(2), elapsed: .seconds(3)) }
    #expect(result.status == .timeout && result.failure == .timeout)
    #expect(result.errorMessage == "timed out after 3.0 seconds (limit 2.0 seconds)")
  }

  struct Odd: Error, CustomStringConvertible { let description = "the disk is full" }

  static let thrown: [(any Error, FailureClass, String)] = [
    (TaskError.broken("reset by peer", class: .reset), .reset, "reset by peer"),
    (TaskError.broken("x", class: FailureClass(rawValue: "My Own!")), FailureClass(rawValue: "my-own-"), "x"),
    (Odd(), .unknown, "the disk is full"),
  ]

  @Test("S052 S088 an error has its class and its text", arguments: 0..<thrown.count)
  func errors(index: Int) async throws {
    let (error, label, text) = Self.thrown[index]
    let result = try await ended { _ in throw error }
    #expect(result.status == .error && result.failure == label && result.errorMessage == text)
    #expect(result.attempts[0].failure == label && result.attempts[0].message == text)
  }

  enum Network: Error { case connectTimeout, deadlineExceeded(after: Int), refused(String) }
  struct RequestTimedOut: Error {}

  static let foreign: [(any Error, Bool)] = [
    (URLError(.timedOut), true), (URLError(.cannotConnectToHost), false), (POSIXError(.ETIMEDOUT), true),
    (POSIXError(.ECONNRESET), false), (Network.connectTimeout, true),
    (Network.deadlineExceeded(after: 3), true),
    (Network.refused("timeout"), false), (RequestTimedOut(), true), (Odd(), false),
  ]

  @Test("S090 a timeout of somebody else's library is a timeout", arguments: 0..<foreign.count)
  func foreignTimeouts(index: Int) async throws {
    let (error, isTimeout) = Self.foreign[index]
    let result = try await ended { _ in throw error }
    #expect(result.status == (isTimeout ? .timeout : .error), "\(error)")
    #expect(result.failure == (isTimeout ? .timeout : .unknown) && result.errorMessage == "\(error)")
  }

  @Test("S024 what succeeds in the moment after an abort ended when it did, not when it was cut")
  func successAfterAbort() async throws {
    let token = CancellationToken()
    let executor = ConcurrentExecutor(clock: .virtual) { context in
      token.abort()
      // A call that cannot be taken back, and comes after 100 ms.
      let (scope, end) = (context.scope, context.now + .milliseconds(100))
      await withCheckedContinuation { call in
        _ = scope.loop.schedule(at: scope.loopInstant(end)) { call.resume() }
      }
      return .success
    }
    let result = try await executor.run(.fixture(cases: 1), cancellation: token).taskResults[0]
    #expect(result.status == .succeeded && result.cancelReason == nil)
    #expect(result.finished == .zero + .milliseconds(100), "not when it was cut")
  }

  @Test("S025 the cancelled are counted by their reason")
  func cancelledBy() async throws {
    let executor = ConcurrentExecutor(clock: .virtual) { _ in throw TaskError.business("no") }
    let manifest = RunManifest.fixture(cases: 9).with {
      $0.concurrency = 1
      $0.stopConditions.maxFailures = 2
    }
    let statistics = try await executor.run(manifest).statistics
    #expect(statistics.cancelledBy == ["max-failures": 7] && statistics.cancelled == 7)
    var both = statistics
    both.merge(statistics)
    #expect(both.cancelledBy == ["max-failures": 14])
  }

  @Test("S052 what returns a status without a class has the standard one")
  func standardClasses() async throws {
    let expected: [(TaskStatus, FailureClass?)] = [
      (.failed, .business), (.timeout, .timeout), (.error, .unknown), (.cancelled, nil), (.succeeded, nil),
    ]
    for (status, label) in expected {
      let result = try await ended { _ in TaskOutput(status: status) }
      #expect(result.status == status && result.failure == label)
    }
    let odd = try await ended { _ in TaskOutput(status: .queued) }
    #expect(odd.status == .error && odd.failure == .protocolError)
  }

  @Test("B14 scenario, data set, variant and tags are in every result")
  func dimensions() async throws {
    let one = TestCase(
      id: "a", workflowID: "w", scenario: "normal", dataset: "short", variant: "v2",
      parameters: ["x": 1], tags: ["tier": "gold"])
    let executor = ConcurrentExecutor(clock: .virtual) { _ in throw TaskError.business("no") }
    let token = CancellationToken()
    token.cancel()
    for cancellation in [nil, token] {
      let result = try await executor.run(RunManifest(cases: [one]), cancellation: cancellation).taskResults[
        0]
      #expect(result.workflowID == "w" && result.caseID == "a" && result.parameters == ["x": 1])
      #expect(result.scenario == "normal" && result.dataset == "short" && result.variant == "v2")
      #expect(result.tags == ["tier": "gold"])
    }
  }
}
