// A program outside of the package: what it uses is public, and stays so. `OutsiderTests` type-checks it.
import Floodgate

// The README's load test of a Dify.
var test = try await LoadTest(file: "my.yaml", reports: "Reports")  // or LoadTest(scenario: text)
test.thresholds = ["ttft.p95 < 3s"]
let result = try await test.run { progress in print(progress.finished, "done") }
print(result.verdict, result.report.measurements.statistics.successRate ?? .nan, result.folder ?? "")

/// The README's work of one's own.
func workOfOnesOwn() async throws {
  let manifest = RunManifest(
    name: "greetings", cases: ["Ada", "Grace"].map { TestCase(id: $0, parameters: ["name": .string($0)]) },
    execution: ExecutionPolicy(concurrency: 2))
  let executor = ConcurrentExecutor { context in
    guard let name = context.parameters["name"]?.stringValue else { throw TaskError.business("no name") }
    return TaskOutput(outputs: ["greeting": .string("hello \(name)")])
  }
  let result = try await executor.run(manifest)
  print(result.statistics.successRate ?? .nan)
}

/// A load test of a Dify that is a value in code, and everything that its report says.
func loadTestInCode() async throws -> RunVerdict {
  let target = TargetSpecification(
    baseURL: "http://localhost/v1", key: .environment("DIFY_API_KEY"), app: .workflow,
    connection: ConnectionSettings(connectTimeout: 3), users: UserPool(size: 20))
  var policy = ExecutionPolicy(concurrency: 10, rateControl: RateLimit(perMinute: 600))
  policy.retryPolicy = RetryPolicy(maxAttempts: 3, backoff: .seconds(1))
  policy.stopConditions.timeoutPerTask = .seconds(60)
  policy.stopConditions.maxFailures = 20
  let cases = ["tides", "bees"].map {
    TestCase(
      id: $0, parameters: ["topic": .string($0)], tags: ["kind": "short"], expectations: [.contains("a")])
  }
  let manifest = RunManifest(
    name: "in code", cases: cases, target: target, execution: policy,
    thresholds: [ThresholdDefinition(expression: "success_rate >= 0.99")])
  let token = CancellationToken()
  let result = try await LoadTest(manifest: manifest).run(cancellation: token)
  let report = result.report
  for reason in report.reasons ?? [] { print(reason.kind, reason.text) }
  for threshold in report.thresholds {
    print(threshold.threshold.expression, threshold.outcome, threshold.measured)
  }
  for (name, group) in report.measurements.failures { print(name, group.count, group.samples.map(\.message)) }
  let waited = report.measurements.sample(.responseTime, failures: true)
  print(waited.count, waited.quantile(0.95)?.high ?? .nan, report.generator.problems)
  return result.verdict
}

/// Its capacity, and one report after another.
func capacity() async throws {
  let test = try await LoadTest(scenario: "target: mock")
  let found = try await test.capacity(
    CapacityPlan(over: .users, most: 64), objective: ["success_rate >= 0.99"], pace: CapacityPace(step: 20))
  print(found.report.answer.kind, found.report.answer.sustained ?? 0, found.report.breaking?.signs ?? [])
  let swept = try await test.sweep([1, 2, 5], over: .users)
  print(swept.report.steps.map { ($0.load, $0.throughput, $0.response.p95 ?? .nan) })
  print(
    try ReportFile.read("Reports/run/report.json.gz").verdict,
    try await LoadTest.report(of: "Reports/run").name)
}

/// A resumed run; what is wrong with a scenario has its place.
func resumed() async {
  do {
    print(try await LoadTest(resuming: "Reports/run", tasksInFlight: .leave).run().verdict)
  } catch let problems as ScenarioProblems {
    for problem in problems.diagnostics { print(problem.file, problem.line, problem.column, problem.message) }
  } catch {
    print(error)
  }
}

/// Cases that need not be in memory, results as they come, and the events of a run.
func sourcesSinksAndEvents() async throws {
  struct Numbers: CaseSource {
    var caseCount: Int? { 3 }
    func makeCaseIterator() -> any CaseIterator { Iterator() }
    struct Iterator: CaseIterator {
      var next = 0
      mutating func nextCase() -> TestCase? {
        next += 1
        return next > 3 ? nil : TestCase(id: "\(next)")
      }
    }
  }
  final class Printer: ResultSink {
    func record(_ result: TaskResult) { print(result.caseID, result.status, result.attempts.count) }
  }
  let executor = ConcurrentExecutor(clock: .virtual, ids: .fixed) { context in
    try await context.sleep(for: .seconds(1))
    return TaskOutput(status: .failed, failure: .rateLimited, message: "slow down", retryAfter: .seconds(2))
  }
  let header = RunManifest(name: "numbers", cases: []).header
  let run = executor.start(header, cases: Numbers(), sinks: [Printer()])
  for await event in run.events {
    if case .taskFinished(let result) = event, result.failure == .rateLimited { run.cancel(reason: "enough") }
  }
  print(try await run.result.statistics.cancelled)
}

/// Without a network.
func stub() async throws {
  let stub = StubExecutor(
    configuration: try StubConfiguration(delay: .exponential(mean: 0.2), failureRate: 0.05, seed: 7))
  let result = try await stub.run(.fixture(cases: 100))
  print(result.statistics.succeeded, result.taskResults.first?.attempts.first?.responseTime ?? .zero)
}
