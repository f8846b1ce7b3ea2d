import Judgement
import RunModel
import Statistics

/// What a gate on the success rate says when failures come in clusters: an outage fails so many tasks in a row.
struct ClusterTable {
  var seed: UInt64
  var runs = 200

  func print() {
    Swift.print(
      "`success_rate >= 0.99`, outages that fail so many tasks in a row, 10 tasks a second: passed / failed (the rest inconclusive); \(runs) runs each\n"
    )
    Swift.print("| tasks an outage | tasks | true 99.8 % | 99 % | 98 % | 97 % |")
    Swift.print("|---|---|---|---|---|---|")
    for outage in [1, 3, 10, 30] {
      for tasks in [1000, 5000] {
        let cells = [0.998, 0.99, 0.98, 0.97].map { truth in
          let (passed, failed) = shares(outage: outage, tasks: tasks, truth: truth)
          return "\(Figures.percent(passed)) / \(Figures.percent(failed))"
        }
        Swift.print("| \(outage) | \(tasks) | \(cells.joined(separator: " | ")) |")
      }
    }
    Swift.print("")
  }

  /// The shares of runs that pass and that fail.
  func shares(outage: Int, tasks: Int, truth: Double) -> (passed: Double, failed: Double) {
    guard let gate = try? Gate([ThresholdDefinition(expression: "success_rate >= 0.99")]) else {
      return (.nan, .nan)
    }
    var (random, passed, failed) = (SeededGenerator(seed: seed), 0, 0)
    for _ in 0..<runs {
      switch gate.judge(run(outage, tasks, truth, &random), duration: Double(tasks) / 10)[0].outcome {
      case .pass: passed += 1
      case .fail: failed += 1
      case .inconclusive, .noData: break
      }
    }
    return (Double(passed) / Double(runs), Double(failed) / Double(runs))
  }

  private func run(_ outage: Int, _ tasks: Int, _ truth: Double, _ random: inout SeededGenerator)
    -> RunMeasurements
  {
    // Outages overlap now and then: their rate makes up for it.
    let begins = 1 - NaturalLogarithm.inverse(NaturalLogarithm.of(truth) / Double(outage))
    var (measurements, left) = (RunMeasurements(), 0)
    for index in 0..<tasks {
      if random.nextUnit() < begins { left = outage }
      measurements.record(.simulated(index, at: Double(index) / 10, seconds: 0.01, succeeds: left == 0))
      left = max(0, left - 1)
    }
    return measurements
  }
}
