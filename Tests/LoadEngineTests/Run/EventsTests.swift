import LoadEngine
import RunModel
import Synchronization
import Testing

/// What a run tells while it goes on.
@Suite struct EventsTests {
  private func events(
    _ manifest: RunManifest, _ work: @escaping TaskWork
  ) async throws -> [RunEvent] {
    let run = ConcurrentExecutor(clock: .virtual, ids: .fixed, work: work).start(manifest)
    var all: [RunEvent] = []
    for await event in run.events { all.append(event) }
    _ = try await run.result
    return all
  }

  @Test("S054 S130 every step of a task that is tried again, in its order")
  func retried() async throws {
    let manifest = RunManifest.fixture(cases: 1).with { $0.retryPolicy = RetryPolicy() }
    let told = try await events(manifest) { context in
      try await context.sleep(for: .seconds(1))
      if context.attempt < 3 { throw TaskError.business("not yet") }
      return .success
    }
    #expect(
      told.map(Self.words) == [
        "run-1 of 1", "window 0 of 1", "start 1 at 0", "end 1 failed", "retry 2 at 3", "start 2 at 3",
        "end 2 failed", "retry 3 at 7", "start 3 at 7", "end 3 succeeded", "result succeeded", "over 1 at 8",
      ])
  }

  @Test(
    "S128 the last window is as large as what is left", arguments: [(10, [4, 4, 2]), (8, [4, 4]), (3, [3])])
  func windows(cases: Int, sizes: [Int]) async throws {
    let told = try await events(.fixture(cases: cases).with { $0.batchSize = 4 }) { _ in .success }
    #expect(told.compactMap { if case .windowOpened(_, let size) = $0 { size } else { nil } } == sizes)
  }

  @Test("S093 S094 the log says of a run what its level asks for", arguments: RunLogger.Level.allCases)
  func log(level: RunLogger.Level) async throws {
    let lines = Mutex<[String]>([])
    let logger = RunLogger(level: level) { level, component, text in
      lines.withLock { $0.append("\(level) \(component): \(text)") }
    }
    let executor = ConcurrentExecutor(clock: .virtual, ids: .fixed, logger: logger) { context in
      try await context.sleep(for: .seconds(1))
      if context.attempt == 1 || context.taskID == "task-2" { throw TaskError.business("no") }
      return .success
    }
    let manifest = RunManifest.fixture(cases: 3).with {
      ($0.concurrency, $0.retryPolicy) = (1, RetryPolicy(maxAttempts: 2))
      $0.stopConditions.maxFailures = 1
    }
    _ = try await executor.run(manifest)
    #expect(lines.withLock { $0 } == Self.log.filter { $0.0 >= level }.map { "\($0.0) \($0.1)" })
  }

  static let log: [(RunLogger.Level, String)] = [
    (.info, "run: run-1 began, 3 tasks"),
    (.debug, "window: 1 opened for 3 tasks"),
    (.debug, "attempt: 1.1 of case case-1 began at 0 s"),
    (.debug, "attempt: 1.1 of case case-1 failed after 1 s (business: no)"),
    (.info, "retry: 1.2 at 3 s"),
    (.debug, "attempt: 2.1 of case case-2 began at 1 s"),
    (.debug, "attempt: 2.1 of case case-2 failed after 1 s (business: no)"),
    (.info, "retry: 2.2 at 4 s"),
    (.debug, "attempt: 3.1 of case case-3 began at 2 s"),
    (.debug, "attempt: 3.1 of case case-3 failed after 1 s (business: no)"),
    (.info, "retry: 3.2 at 5 s"),
    (.debug, "attempt: 1.2 of case case-1 began at 3 s"),
    (.debug, "attempt: 1.2 of case case-1 succeeded after 1 s"),
    (.debug, "task: 1 of case case-1: succeeded, 2 attempts"),
    (.debug, "attempt: 2.2 of case case-2 began at 4 s"),
    (.debug, "attempt: 2.2 of case case-2 failed after 1 s (business: no)"),
    (.info, "task: 2 of case case-2: failed, 2 attempts (business: no)"),
    (.warning, "stop: at 5 s: 1 tasks had failed (max_failures)"),
    (.info, "task: 3 of case case-3: cancelled, 1 attempts (cancelled before its next attempt)"),
    (.info, "run: ended at 5 s: 1 succeeded, 1 failed, 0 timed out, 0 broke, 1 cancelled"),
  ]

  @Test("S130 a stop is told once, with its reason")
  func stopped() async throws {
    let manifest = RunManifest.fixture(cases: 5).with {
      $0.concurrency = 1
      $0.stopConditions.maxFailures = 2
    }
    let told = try await events(manifest) { _ in throw TaskError.business("no") }
    let stops = told.compactMap { if case .stopTriggered(let reason, _) = $0 { reason } else { nil } }
    #expect(stops == [.maxFailures(limit: 2)])
    #expect(told.count { if case .taskFinished = $0 { true } else { false } } == 5)
  }

  private static func words(_ event: RunEvent) -> String {
    switch event {
    case .runStarted(let id, let count): "\(id) of \(count ?? -1)"
    case .windowOpened(let index, let size): "window \(index) of \(size)"
    case .attemptStarted(_, _, let attempt, let at): "start \(attempt) at \(seconds(at))"
    case .attemptFinished(_, _, let record): "end \(record.number) \(record.status.rawValue)"
    case .retryScheduled(_, let attempt, let at): "retry \(attempt) at \(seconds(at))"
    case .taskFinished(let result): "result \(result.status.rawValue)"
    case .stopTriggered(let reason, let at): "stop \(reason.label) at \(seconds(at))"
    case .runFinished(let statistics, let at): "over \(statistics.total) at \(seconds(at))"
    }
  }

  private static func seconds(_ instant: RunInstant) -> Int64 { instant.nanoseconds / 1_000_000_000 }
}
