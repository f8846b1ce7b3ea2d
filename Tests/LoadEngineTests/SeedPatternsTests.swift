import LoadEngine
import RunModel
import Synchronization
import Testing

/// The seed's four testing patterns and its examples, in Swift, in virtual time.
@Suite struct SeedPatternsTests {
  /// Gathers what work functions note.
  final class Notes<Element: Sendable>: Sendable {
    private let notes = Mutex<[Element]>([])
    func add(_ note: Element) { notes.withLock { $0.append(note) } }
    var all: [Element] { notes.withLock { $0 } }
  }

  @Test("S065 S066 S067 pattern 1: work that succeeds on its third attempt")
  func retries() async throws {
    let attempts = Notes<Int>()
    let executor = ConcurrentExecutor(clock: .virtual) { context in
      attempts.add(context.attempt)
      if context.attempt < 3 { throw TaskError.business("simulated failure") }
      return .success
    }
    let result = try await executor.run(.fixture(cases: 1).with { $0.retryPolicy = RetryPolicy() })
    #expect(attempts.all == [1, 2, 3])
    #expect(result.statistics.succeeded == 1 && result.statistics.retries == 2)
    #expect(result.taskResults[0].attemptCount == 3)
    #expect(result.taskResults[0].attempts.map(\.backoff) == [.seconds(2), .seconds(3), nil])
    #expect(result.totalDuration == .seconds(5))
  }

  @Test("S068 S069 S070 pattern 2: work that takes longer than its limit, and the run that does not")
  func timeouts() async throws {
    let executor = ConcurrentExecutor(clock: .virtual) { context in
      try await context.sleep(for: .seconds(100))
      return .success
    }
    let manifest = RunManifest.fixture(cases: 3).with { $0.stopConditions.timeoutPerTask = .seconds(1) }
    let result = try await executor.run(manifest)
    #expect(result.statistics.timeout == 3)
    #expect(result.totalDuration == .seconds(1))
    #expect(result.taskResults.allSatisfy { $0.attempts[0].end - $0.attempts[0].start == .seconds(1) })
    #expect(result.statistics.leakedAttempts == 0, "sleep obeys cancellation")
  }

  @Test("S071 S072 pattern 3: a token that is cancelled before the start")
  func cancelledBeforeStart() async throws {
    let token = CancellationToken()
    token.cancel(reason: "never mind")
    let stub = try StubExecutor(simulatedDelay: 10, clock: .virtual)
    let manifest = RunManifest.fixture(cases: 12)
    let result = try await stub.run(manifest, cancellation: token)
    #expect(result.statistics.cancelled == manifest.cases.count)
    #expect(result.taskResults.allSatisfy { $0.attempts.isEmpty && $0.cancelReason == .user("never mind") })
    #expect(result.totalDuration == .zero)
  }

  @Test("S073 S074 S075 S076 pattern 4: ten tasks of a second at concurrency five take two")
  func concurrency() async throws {
    let done = Notes<String>()
    let executor = ConcurrentExecutor(clock: .virtual) { context in
      try await context.sleep(for: .seconds(1))
      done.add(context.taskID)
      return .success
    }
    let result = try await executor.run(.fixture(cases: 10).with(concurrency: 5))
    #expect(result.totalDuration == .seconds(2))
    #expect(Set(done.all).count == 10)
    #expect(result.peakConcurrency == 5)
  }

  @Test("S022 S023 S024 S025 cancelling after three seconds loses nothing")
  func cancelInFlight() async throws {
    let token = CancellationToken()
    let executor = ConcurrentExecutor(clock: .virtual) { context in
      if context.taskID == "task-2" {
        try await context.sleep(for: .seconds(3))
        token.cancel()
      }
      try await context.sleep(for: .seconds(5))
      return .success
    }
    let result = try await executor.run(.fixture(cases: 20).with(concurrency: 4), cancellation: token)
    #expect(result.statistics.total == 20)
    #expect(result.statistics.succeeded == 4, "what was in flight drained")
    #expect(result.statistics.cancelled == 16)
    #expect(result.stopReason == .user(nil))
  }

  @Test("S017 S018 S104 S105 a stub by default succeeds, with a rate it fails")
  func stubs() async throws {
    let all = try await StubExecutor(simulatedDelay: 0.1, clock: .virtual).run(.fixture(cases: 10))
    #expect(all.statistics.successRate == 1 && all.statistics.total == 10)
    #expect(all.totalDuration == .milliseconds(200))
    let some = try await StubExecutor(failureRate: 0.3, clock: .virtual, seed: 1).run(.fixture(cases: 2000))
    let failed = Double(some.statistics.failed) / 2000
    #expect(abs(failed - 0.3) < 0.04)
    let again = try await StubExecutor(failureRate: 0.3, clock: .virtual, seed: 1)
      .run(.fixture(cases: 2000).with(concurrency: 50))
    #expect(again.taskResults.map(\.status) == some.taskResults.map(\.status), "scheduling plays no role")
  }

  @Test("S019 S118 S119 S120 S121 behaviours by task id")
  func behaviours() async throws {
    let stub = try StubExecutor(
      behaviors: ["task-1": .success(), "task-2": .failure(), "task-3": .timeout(), "task-4": .error()],
      clock: .virtual)
    let result = try await stub.run(.fixture(cases: 4))
    #expect(result.taskResults.map(\.status) == [.succeeded, .failed, .timeout, .error])
    #expect(result.taskResults[1].errorMessage?.contains("task-2") == true)
  }

  @Test("S034 S035 S036 S037 S038 the setters change the next run")
  func setters() async throws {
    let stub = try StubExecutor(clock: .virtual)
    try stub.setSimulatedDelay(0.5)
    try stub.setFailureRate(1)
    stub.setBehavior(.success(), for: "task-1")
    let first = try await stub.run(.fixture(cases: 2))
    #expect(first.taskResults.map(\.status) == [.succeeded, .failed])
    #expect(first.totalDuration == .milliseconds(500))
    stub.clearBehaviors()
    try stub.setFailureRate(0)
    #expect(try await stub.run(.fixture(cases: 2)).statistics.successRate == 1)
    #expect(throws: StubConfiguration.OutOfRange.self) { try stub.setSimulatedDelay(-1) }
    #expect(throws: StubConfiguration.OutOfRange.self) { try stub.setFailureRate(1.5) }
    #expect(throws: StubConfiguration.OutOfRange.self) { try StubExecutor(simulatedDelay: -1) }
    #expect(throws: StubBehavior.UnknownWord.self) { try StubBehavior(word: "sucess") }
  }

  struct Odd: Error {}

  static let mapping: [(TaskStatus, Int, @Sendable () throws -> TaskOutput)] = [
    (.succeeded, 1, { .success }),
    (.failed, 3, { throw TaskError.business("no") }),
    (.timeout, 3, { throw TaskError.timeout(limit: .seconds(1), elapsed: .seconds(1)) }),
    (.error, 3, { throw Odd() }),
    (.cancelled, 1, { throw CancellationError() }),
    (.failed, 3, { TaskOutput(status: .failed, failure: .workflowFailed) }),
    (.error, 3, { TaskOutput(status: .running) }),
  ]

  @Test(
    "S041 S042 S043 S044 S045 S055 S056 S057 S058 S059 S061 S087 S088 what is returned and thrown is mapped",
    arguments: 0..<mapping.count)
  func maps(index: Int) async throws {
    let (status, attempts, body) = Self.mapping[index]
    let executor = ConcurrentExecutor(clock: .virtual) { _ in try body() }
    let result = try await executor.run(.fixture(cases: 1).with { $0.retryPolicy = RetryPolicy() })
    #expect(result.taskResults[0].status == status)
    #expect(result.taskResults[0].attemptCount == attempts)
  }

  @Test("S006 S008 S009 S064 the returned record reaches the result")
  func outputs() async throws {
    let executor = ConcurrentExecutor(clock: .virtual) { context in
      var exchange = ExchangeRecord()
      exchange.runID = "run of \(context.workflowID)"
      exchange.serverElapsed = .seconds(2)
      exchange.tokens = TokenUsage(prompt: 100, completion: 50)
      exchange.price = Price(decimal: "0.002")
      return TaskOutput(outputs: ["echo": .object(context.parameters)], exchanges: [exchange])
    }
    let result = try await executor.run(.fixture(cases: 3))
    #expect(result.taskResults[2].outputs["echo"]?["number"] == 3)
    #expect(result.taskResults[0].attempts[0].exchanges[0].runID == "run of workflow")
    #expect(result.statistics.tokens.total == 450)
    #expect(result.statistics.cost.description == "0.006")
  }
}
