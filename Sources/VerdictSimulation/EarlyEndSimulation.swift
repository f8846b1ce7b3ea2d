import Judgement
import LoadEngine
import RunModel
import Statistics

/// Runs in virtual time whose failures return at once while successes take seconds: how many are ended early?
struct EarlyEndSimulation: Sendable {
  /// What may end a run.
  enum Rule: String, Sendable, CaseIterable {
    case threshold = "abort_on_fail"
    case minSuccessRate = "min_success_rate"
    case maxErrorRate = "max_error_rate"
  }

  var rule: Rule
  /// The share of tasks that succeed.
  var success: Double
  /// The share that the rule demands.
  var limit = 0.95
  var users = 100
  var tasks = 1000
  /// Median of the time that a success takes, seconds; a failure takes 1 ms.
  var answer = 3.0

  /// How many of so many runs are ended, and how many of those have passed all the same.
  func run(_ runs: Int, seed: UInt64) async throws -> (ended: Int, passed: Int) {
    var (ended, passed) = (0, 0)
    for run in 0..<runs {
      let report = try await one(SplitMix64.mix(seed &+ UInt64(run)))
      guard report.stopReason != nil else { continue }
      ended += 1
      if report.verdict == .passed { passed += 1 }
    }
    return (ended, passed)
  }

  private func one(_ seed: UInt64) async throws -> ReportDocument {
    let gate = try Gate([
      rule == .threshold
        ? ThresholdDefinition(expression: "success_rate >= \(limit)", abortOnFail: true)
        : ThresholdDefinition(expression: "tasks >= 1")
    ])
    let token = CancellationToken()
    let looks = Looks(rule: AbortRule(gate), token: token)
    let manifest = RunManifest(
      name: "simulated", cases: (0..<tasks).map { TestCase(id: "\($0)") },
      execution: ExecutionPolicy(concurrency: users, stopConditions: conditions))
    let (success, answer) = (success, answer)
    let executor = ConcurrentExecutor(clock: .virtual) { context in
      var random = SeededGenerator(seed: seed, stream: stableHash(context.testCase.id))
      let succeeds = random.nextUnit() < success
      let time = succeeds ? random.logNormal(median: answer, sigma: 0.4) : 0.001
      try await context.sleep(for: .seconds(time))
      if !succeeds { throw TaskError.business("as it was meant") }
      return TaskOutput()
    }
    let result = try await executor.run(manifest.header, cases: manifest, cancellation: token, sinks: [looks])
    return ReportDocument(simulated: result, looks.measurements).judged(
      by: gate, abortedBy: looks.found?.threshold)
  }

  private var conditions: StopConditions {
    switch rule {
    case .threshold: StopConditions()
    case .minSuccessRate: StopConditions(minSuccessRate: .init(limit: limit))
    case .maxErrorRate: StopConditions(maxErrorRate: .init(limit: 1 - limit))
    }
  }
}

/// Measures a run and looks at it each second, as a session does. Confined to the run's loop.
private final class Looks: ResultSink, @unchecked Sendable {
  private(set) var measurements = RunMeasurements()
  private(set) var found: AbortRule.Abort?
  private var underWay = 0
  private var next = 1.0
  private let rule: AbortRule
  private let token: CancellationToken

  init(rule: AbortRule, token: CancellationToken) { (self.rule, self.token) = (rule, token) }

  func begin() { underWay += 1 }

  func record(_ result: TaskResult) {
    let elapsed = Double(result.finished.nanoseconds) / 1e9
    // What was there when the second was over, before this result.
    if elapsed >= next, found == nil {
      next = elapsed.rounded(.down) + 1
      found = rule.look(measurements, underWay: underWay, elapsed: elapsed)
      if let found { token.cancel(for: .threshold(found.threshold.expression)) }
    }
    measurements.record(result)
    if !result.attempts.isEmpty { underWay -= 1 }
  }
}

extension ReportDocument {
  init(simulated result: RunExecutionResult, _ measurements: RunMeasurements) {
    self.init(
      runID: result.runID, name: "simulated", startedAt: "", duration: result.totalDuration.inSeconds,
      manifest: ManifestFacts(contentHash: "simulated", seed: 1, caseCount: 0), execution: ExecutionPolicy(),
      targets: [], measurements: measurements, thresholds: [], verdict: .invalid,
      stopReason: result.stopReason, peakConcurrency: result.peakConcurrency, generator: GeneratorHealth(),
      environment: [:], notes: [])
  }
}
