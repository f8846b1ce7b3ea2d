import Glibc
import LoadEngine
import RunModel
import Synchronization
import Testing

@Suite struct BlockingTests {
  /// A thread that ends for want of work just when work comes must not leave it behind.
  @Test(.timeLimit(.minutes(20))) func noJobIsLeftBehindByAThreadThatEnds() async throws {
    let pool = BlockingPool(threads: 1, patience: 0.000_05)
    for index in 0..<1000 {
      #expect(try await pool.run { index } == index)
      for _ in 0..<(index % 20) { await Task.yield() }
    }
  }

  @Test(.timeLimit(.minutes(5)), arguments: [1, 3]) func allJobsThatWaitAreDone(threads: Int) async throws {
    let pool = BlockingPool(threads: threads)
    let done = try await withThrowingTaskGroup(of: Int.self, returning: [Int].self) { jobs in
      for index in 0..<100 { jobs.addTask { try await pool.run { index } } }
      return try await jobs.reduce(into: []) { $0.append($1) }
    }
    #expect(done.sorted() == Array(0..<100))
  }

  @Test func whatIsCutBeforeItsTurnIsNotRun() async throws {
    let calls = Mutex<[String]>([])
    let released = Atomic(false)
    let work = blocking(threads: 1) { context in
      calls.withLock { $0.append(context.testCase.id) }
      while !released.load(ordering: .acquiring) { usleep(1000) }
      return TaskOutput()
    }
    let policy = ExecutionPolicy(
      concurrency: 2, stopConditions: StopConditions(timeoutPerTask: .milliseconds(50)))
    let cut = try await ConcurrentExecutor(work: work).run(.fixture(cases: 2, execution: policy))
    #expect(cut.taskResults.allSatisfy { $0.status == .timeout })
    #expect(cut.taskResults.map { $0.attempts[0].leaked } == [true, false])
    released.store(true, ordering: .releasing)
    // In the order of their coming: after this one the second case's turn has passed.
    let later = RunManifest(cases: [TestCase(id: "later")])
    #expect(try await ConcurrentExecutor(work: work).run(later).statistics.succeeded == 1)
    #expect(calls.withLock { $0 } == ["case-1", "later"])
  }
}
