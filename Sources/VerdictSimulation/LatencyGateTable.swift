import Judgement
import RunModel
import Statistics

/// What a threshold on a p95, or a p50, says of builds whose true one lies at its limit, above it and below it.
struct LatencyGateTable {
  var seed: UInt64
  var runs = 200

  /// How a run is judged and what its server is like.
  struct Kind {
    var name = "interval (the default)"
    var mode: ThresholdDefinition.Mode?
    var tasks = 1000
    /// Seconds of a phase: each is 30 % slower with a chance of one half; 0 for none. There are ten tasks a second.
    var phase = 0.0
    /// Which quantile: 50 or 95.
    var percent = 95
  }

  static let kinds =
    [100, 1000, 5000].map { Kind(tasks: $0) }
    + [100, 1000, 5000].map { Kind(name: "point", mode: .point, tasks: $0) }
    + [6.0, 20, 60].flatMap { phase in
      [95, 50].map {
        Kind(name: "interval of p\($0), phases of \(Int(phase)) s", tasks: 5000, phase: phase, percent: $0)
      }
    }

  func print() {
    Swift.print(
      "`response_time.p95 < 1 s`, by the true p95: passed / failed (the rest inconclusive); \(runs) runs each\n"
    )
    Swift.print("| judged by | tasks | 0.9 s | 0.95 s | 1 s | 1.05 s | 1.1 s |")
    Swift.print("|---|---|---|---|---|---|---|")
    for kind in Self.kinds {
      let cells = [0.9, 0.95, 1, 1.05, 1.1].map { shares(kind, truth: $0).text }
      Swift.print("| \(kind.name) | \(kind.tasks) | \(cells.joined(separator: " | ")) |")
    }
    Swift.print("")
  }

  /// The shares of runs that pass and that fail. Latencies are log-normal, sigma 0.4.
  func shares(_ kind: Kind, truth: Double) -> GateShares {
    let median = truth / Self.quantile(kind)
    return GateShares(
      ThresholdDefinition(expression: "response_time.p\(kind.percent) < 1s", mode: kind.mode), runs: runs,
      seed: seed,
      duration: Double(kind.tasks) / 10
    ) { random in
      var (run, phases) = (RunMeasurements(), Phases(seconds: kind.phase))
      for index in 0..<kind.tasks {
        let second = Double(index) / 10
        let slow = phases.level(at: second, &random)
        run.record(
          .simulated(index, at: second, seconds: random.logNormal(median: median * slow, sigma: 0.4)))
      }
      return run
    }
  }

  /// The true quantile of a median of 1, where half of the time may be 30 % slower.
  private static func quantile(_ kind: Kind) -> Double {
    func below(_ seconds: Double) -> Double {
      let slower = kind.phase > 0 ? 1.3 : 1
      return [1, slower].reduce(0) {
        $0 + NormalDistribution.cumulative(NaturalLogarithm.of(seconds / $1) / 0.4) / 2
      }
    }
    var (low, high) = (0.5, 5.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if below(middle) * 100 < Double(kind.percent) { low = middle } else { high = middle }
    }
    return high
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
