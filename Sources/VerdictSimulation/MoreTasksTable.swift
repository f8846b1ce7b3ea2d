import Judgement
import RunModel
import Statistics

/// Whether as many more tasks as a gate says that it cannot tell decide it: when the truth is what was measured, as it is meant, and when the
/// truth is what it is.
struct MoreTasksTable {
  var seed: UInt64
  var gates = 400

  /// A gate whose runs have so many tasks, with so many below the limit in truth.
  struct Kind {
    var expression: String
    var tasks: Int
    /// The share of tasks that succeed, or that are below the limit of the quantile.
    var truth: Double
  }

  static let kinds = [
    Kind(expression: "success_rate >= 0.9", tasks: 100, truth: 0.95),
    Kind(expression: "success_rate >= 0.98", tasks: 400, truth: 0.99),
    Kind(expression: "success_rate >= 0.95", tasks: 200, truth: 0.92),
    Kind(expression: "response_time.p95 < 1s", tasks: 300, truth: 0.97),
    Kind(expression: "response_time.p95 < 1s", tasks: 300, truth: 0.93),
  ]

  func print() {
    Swift.print(
      "Runs that a gate cannot tell, \(gates) each: the median of the tasks in all that it says, and how often as many decide\n"
    )
    Swift.print(
      "| gate | tasks | true share | tasks in all | decided, if the truth is as measured | by the truth |")
    Swift.print("|---|---|---|---|---|---|")
    for kind in Self.kinds {
      let found = shares(kind)
      Swift.print(
        "| `\(kind.expression)` | \(kind.tasks) | \(Figures.percent(kind.truth)) | \(Int(found.tasks)) | \(Figures.percent(found.measured)) | \(Figures.percent(found.truth)) |"
      )
    }
    Swift.print("")
  }

  /// The median of the tasks in all, and the shares that are decided.
  func shares(_ kind: Kind) -> (tasks: Double, measured: Double, truth: Double) {
    guard let gate = try? Gate([ThresholdDefinition(expression: kind.expression)]) else { return (0, 0, 0) }
    var (random, all) = (SeededGenerator(seed: seed), [Double]())
    var decided = (measured: 0, truth: 0)
    // Some are told at once, or so near to the limit that no number is said.
    for _ in 0..<gates * 50 where all.count < gates {
      let run = Self.run(kind.tasks, kind.truth, &random)
      let verdict = gate.judge(run.measurements, duration: 60)[0]
      guard verdict.outcome == .inconclusive, let more = verdict.tasksNeeded, more < 20_000 else { continue }
      let tasks = kind.tasks + more
      all.append(Double(tasks))
      func isDecided(_ truth: Double) -> Bool {
        gate.judge(Self.run(tasks, truth, &random).measurements, duration: 60)[0].outcome != .inconclusive
      }
      if isDecided(run.share) { decided.measured += 1 }
      if isDecided(kind.truth) { decided.truth += 1 }
    }
    let count = Double(max(1, all.count))
    return (PowerTable.median(all), Double(decided.measured) / count, Double(decided.truth) / count)
  }

  /// A run of which such a share succeeds and takes half a second; what is not below the limit takes two, or fails.
  private static func run(_ tasks: Int, _ truth: Double, _ random: inout SeededGenerator) -> (
    measurements: RunMeasurements, share: Double
  ) {
    var (measurements, good) = (RunMeasurements(), 0)
    for index in 0..<tasks {
      let isGood = random.nextUnit() < truth
      if isGood { good += 1 }
      measurements.record(
        .simulated(index, at: Double(index) / 10, seconds: isGood ? 0.5 : 2, succeeds: isGood))
    }
    return (measurements, Double(good) / Double(tasks))
  }
}
