import Judgement
import RunModel
import Statistics

/// What a threshold on p95 says of builds whose true p95 lies at its limit, above it and below it.
struct LatencyGateTable {
  var seed: UInt64
  var runs = 200

  func print() {
    Swift.print(
      "`response_time.p95 < 1 s`, by the true p95: passed / failed (the rest inconclusive); \(runs) runs each\n"
    )
    Swift.print("| judged by | tasks | 0.9 s | 0.95 s | 1 s | 1.05 s | 1.1 s |")
    Swift.print("|---|---|---|---|---|---|---|")
    for mode in [ThresholdDefinition.Mode.interval, .point] {
      for tasks in [100, 1000, 5000] {
        let cells = [0.9, 0.95, 1, 1.05, 1.1].map { truth in
          shares(mode, tasks: tasks, truth: truth).text
        }
        let name = mode == .interval ? "interval (the default)" : "point"
        Swift.print("| \(name) | \(tasks) | \(cells.joined(separator: " | ")) |")
      }
    }
    Swift.print("")
  }

  /// The shares of runs that pass and that fail. Latencies are log-normal, sigma 0.4.
  func shares(_ mode: ThresholdDefinition.Mode?, tasks: Int, truth: Double) -> GateShares {
    let median = truth / NaturalLogarithm.inverse(0.4 * NormalDistribution.quantile(0.95))
    return GateShares(
      ThresholdDefinition(expression: "response_time.p95 < 1s", mode: mode), runs: runs, seed: seed,
      duration: 1
    ) { random in
      var run = RunMeasurements()
      for index in 0..<tasks {
        run.record(.simulated(index, seconds: random.logNormal(median: median, sigma: 0.4)))
      }
      return run
    }
  }
}

extension TaskResult {
  /// A task with one attempt, begun at some second of the run.
  static func simulated(
    _ index: Int, at begin: Double = 0, seconds: Double, succeeds: Bool = true, caseID: String = "c"
  ) -> TaskResult {
    let start = RunInstant(nanoseconds: Int64(begin * 1e9))
    let end = start + .nanoseconds(Int64(seconds * 1e9))
    let status: TaskStatus = succeeds ? .succeeded : .failed
    let attempt = AttemptRecord(
      number: 1, intendedStart: start, admitted: start, granted: start, start: start, end: end,
      status: status, failure: succeeds ? nil : .business)
    return TaskResult(
      index: index, taskID: "t", caseID: caseID, workflowID: "w", scenario: "s", status: status,
      failure: succeeds ? nil : .business, intendedStart: start, finished: end, attempts: [attempt])
  }
}
