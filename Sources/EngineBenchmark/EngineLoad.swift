import LoadEngine
import RunModel

/// The same case so many times, made on demand.
struct RepeatedCase: CaseSource {
  var count: Int
  var caseCount: Int? { count }
  func makeCaseIterator() -> any CaseIterator { Iterator(rest: count) }

  private struct Iterator: CaseIterator {
    var rest: Int
    let testCase = TestCase(id: "case")

    mutating func nextCase() -> TestCase? {
      guard rest > 0 else { return nil }
      rest -= 1
      return testCase
    }
  }
}

/// The engine with work that does nothing; results are counted and not kept.
struct EngineLoad {
  var tasks: Int
  var concurrency: Int

  func run() async throws -> Cost {
    let executor = ConcurrentExecutor { _ in .success }
    let header = ManifestHeader(name: "benchmark", execution: ExecutionPolicy(concurrency: concurrency))
    let start = Cost.now
    let result = try await executor.run(header, cases: RepeatedCase(count: tasks), sinks: [])
    let cost = Cost.now - start
    precondition(result.statistics.succeeded == tasks, "every task has its result")
    return cost
  }
}

/// A window of child tasks that do nothing, and nothing else: what the language's own tool costs.
struct GroupWindow {
  var tasks: Int
  var concurrency: Int

  func run() async -> Cost {
    let start = Cost.now
    await withTaskGroup(of: Void.self) { group in
      var begun = 0
      while begun < min(concurrency, tasks) {
        group.addTask {}
        begun += 1
      }
      while await group.next() != nil {
        guard begun < tasks else { continue }
        group.addTask {}
        begun += 1
      }
    }
    return Cost.now - start
  }
}
