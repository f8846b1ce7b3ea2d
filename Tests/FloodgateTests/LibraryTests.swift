import Floodgate
import Testing

/// The examples of the README and of the documentation, as a newcomer would write them.
@Suite struct LibraryTests {
  @Test("S001 S002 S003 S004 S005 S010 S012 S013 S014 S015 S016 the library in ten lines")
  func inTenLines() async throws {
    let manifest = RunManifest(
      name: "greetings", cases: ["Ada", "Grace"].map { TestCase(id: $0, parameters: ["name": .string($0)]) },
      execution: ExecutionPolicy(concurrency: 2))
    let executor = ConcurrentExecutor { context in
      guard let name = context.parameters["name"]?.stringValue else { throw TaskError.business("no name") }
      return TaskOutput(outputs: ["greeting": .string("hello \(name)")])
    }
    let result = try await executor.run(manifest)
    #expect(result.statistics.successRate == 1)
    #expect(result.taskResults.map { $0.outputs["greeting"] } == ["hello Ada", "hello Grace"])
    #expect(result.totalDuration > .zero)
  }

  @Test("S130 progress as a sequence of events")
  func progress() async throws {
    let run = ConcurrentExecutor { _ in .success }.start(.fixture(cases: 3))
    var finished = 0
    for await event in run.events { if case .taskFinished = event { finished += 1 } }
    #expect(finished == 3)
    #expect(try await run.result.statistics.succeeded == 3)
  }

  @Test("S091 blocking functions on threads of their own")
  func blockingWork() async throws {
    let work = blocking(threads: 2) { context in TaskOutput(text: "done by \(context.taskID)") }
    let result = try await ConcurrentExecutor(work: work).run(.fixture(cases: 6))
    #expect(result.statistics.succeeded == 6)
  }

  @Test("S109 S116 ids and clocks are injected")
  func injected() async throws {
    let executor = ConcurrentExecutor(clock: .virtual, ids: .fixed) { context in
      try await context.sleep(for: .seconds(3600))
      return .success
    }
    let manifest = RunManifest.fixture(cases: 1).with { $0.stopConditions.timeoutPerTask = nil }
    let result = try await executor.run(manifest)
    #expect(
      result.runID == "run-1" && result.taskResults[0].taskID == "task-1"
        && result.totalDuration == .seconds(3600))
  }

  @Test("S122 S123 S124 S125 a token is cancelled once, and reset only between runs")
  func tokens() async throws {
    let token = CancellationToken()
    token.cancel(reason: "first")
    token.cancel(reason: "second")
    #expect(token.isCancelled && token.reason == "first")
    try token.reset()
    #expect(!token.isCancelled)
    let executor = ConcurrentExecutor { _ in
      #expect(throws: CancellationToken.InUse.self) { try token.reset() }
      return .success
    }
    _ = try await executor.run(.fixture(cases: 1), cancellation: token)
  }

  @Test func cancellingTheCallerStopsTheRun() async throws {
    let executor = ConcurrentExecutor { context in
      try await context.sleep(for: .milliseconds(20))
      return .success
    }
    let manifest = RunManifest.fixture(cases: 500).with(concurrency: 1)
    let run = Task { try await executor.run(manifest) }
    run.cancel()
    let result = try await run.value
    #expect(result.statistics.total == 500 && result.statistics.cancelled > 400)
  }
}
