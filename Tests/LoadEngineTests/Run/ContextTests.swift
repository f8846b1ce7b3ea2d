import LoadEngine
import RunModel
import Synchronization
import Testing

/// What a work function is told.
@Suite struct ContextTests {
  @Test("S002 S003 S004 S062 S063 S092 S100 the case, the ids, the attempt, the time that is left")
  func facts() async throws {
    let executor = ConcurrentExecutor(clock: .virtual, ids: .fixed) { context in
      #expect(context.runID == "run-1" && context.taskID == "task-1" && context.testCase.id == "case-1")
      #expect(context.workflowID == "workflow" && context.parameters == ["number": 1])
      #expect(context.attempt == 1 && context.user == 0 && !context.isCancelled)
      try await context.sleep(for: .seconds(2))
      #expect(context.remaining == .seconds(5) && !context.isPastDeadline)
      if context.deadline == .zero + .seconds(7) { throw TaskError.business("invalid input") }
      return .success
    }
    let result = try await executor.run(
      .fixture(cases: 1).with { $0.stopConditions.timeoutPerTask = .seconds(7) })
    #expect(result.taskResults[0].status == .failed)
    #expect(result.taskResults[0].errorMessage == "invalid input")
  }

  @Test("S086 work that asks whether it was cancelled ends, is kept, and is not leaked")
  func cooperative() async throws {
    let executor = ConcurrentExecutor(clock: .virtual) { context in
      while true {
        try context.checkCancellation()
        try await context.sleep(for: .milliseconds(10))
      }
    }
    let result = try await executor.run(
      .fixture(cases: 1).with { $0.stopConditions.timeoutPerTask = .seconds(1) })
    #expect(result.statistics.timeout == 1 && result.statistics.leakedAttempts == 0)
  }

  @Test func whatWasMeasuredBeforeTheLimitIsKept() async throws {
    let executor = ConcurrentExecutor(clock: .virtual) { context in
      var exchange = ExchangeRecord()
      exchange.events = 7
      try? await context.sleep(for: .seconds(60))
      return TaskOutput(status: .cancelled, exchanges: [exchange])
    }
    let result = try await executor.run(
      .fixture(cases: 1).with { $0.stopConditions.timeoutPerTask = .seconds(1) })
    let attempt = result.taskResults[0].attempts[0]
    #expect(attempt.status == .timeout && attempt.exchanges.first?.events == 7 && !attempt.leaked)
    #expect(attempt.end - attempt.start == .seconds(1))
  }

  @Test("S093 S094 S095 log lines name case, task and attempt, from the level that was asked for")
  func logging() async throws {
    let lines = Mutex<[String]>([])
    let logger = RunLogger(level: .warning) { level, component, text in
      lines.withLock { $0.append("\(level) \(component): \(text)") }
    }
    let executor = ConcurrentExecutor(clock: .virtual, logger: logger) { context in
      context.log(.debug, "not written")
      context.log(.warning, "slow")
      return .success
    }
    _ = try await executor.run(.fixture(cases: 1))
    #expect(lines.withLock { $0 } == ["warning work: case case-1 task-1 attempt 1: slow"])
  }

  struct Invalid: Error {}

  @Test("S089 S090 errors are mapped by the work's own table")
  func mapping() async throws {
    let executor = ConcurrentExecutor(clock: .virtual) { context in
      try await mapErrors({ $0 is Invalid ? .business("invalid input") : nil }) {
        if context.taskID == "task-1" { throw Invalid() }
        throw TaskError.timeout(limit: .seconds(1), elapsed: .seconds(1))
      }
    }
    let result = try await executor.run(.fixture(cases: 2))
    #expect(result.taskResults.map(\.status) == [.failed, .timeout])
  }

  @Test("S007 S099 S102 what the work returned is read, and failures are easy to find")
  func failures() async throws {
    let executor = ConcurrentExecutor(clock: .virtual) { context in
      TaskOutput(
        status: context.taskID == "task-2" ? .failed : .succeeded, failure: .partial, message: "half of it")
    }
    let result = try await executor.run(.fixture(cases: 3))
    #expect(result.failures.map(\.taskID) == ["task-2"])
    #expect(result.failures[0].failure == .partial && result.failures[0].errorMessage == "half of it")
    #expect(result.failures[0].status.rawValue == "failed")
  }
}
