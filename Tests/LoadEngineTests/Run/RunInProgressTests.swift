import LoadEngine
import RunModel
import Testing

/// Both executors, as a program starts, watches and ends their runs.
@Suite struct RunInProgressTests {
  enum Kind: CaseIterable { case concurrent, stub }

  private static func executor(_ kind: Kind) throws -> any ManifestExecutor {
    switch kind {
    case .concurrent:
      ConcurrentExecutor { context in
        try await context.sleep(for: .milliseconds(2))
        return TaskOutput()
      }
    case .stub: try StubExecutor(simulatedDelay: 0.002)
    }
  }

  @Test(arguments: Kind.allCases) func eventsAndResultsAreThoseOfTheRun(kind: Kind) async throws {
    let run = try Self.executor(kind).start(.fixture(cases: 5))
    let events = await run.events.reduce(into: []) { $0.append($1) }
    let finished = events.filter { if case .taskFinished = $0 { true } else { false } }
    #expect(finished.count == 5)
    #expect(try await run.result.statistics.succeeded == 5)
  }

  @Test(arguments: Kind.allCases) func itCanBeEnded(kind: Kind) async throws {
    let run = try Self.executor(kind).start(.fixture(cases: 100_000))
    for await event in run.events {
      if case .taskFinished = event { run.cancel(reason: "enough") }
    }
    let result = try await run.result
    #expect(result.stopReason == .user("enough") && result.taskResults.count == 100_000)
    #expect((1..<100_000).contains(result.statistics.succeeded))
  }

  @Test(arguments: Kind.allCases) func cancellingWhoWaitsCancelsTheRun(kind: Kind) async throws {
    let run = try Self.executor(kind).start(.fixture(cases: 100_000))
    let waiting = Task { try await run.result }
    for await event in run.events {
      if case .taskFinished = event { waiting.cancel() }
    }
    let result = try await waiting.value
    #expect(result.stopReason == .user("the waiting task was cancelled"))
    #expect(result.taskResults.count == 100_000)
  }
}
