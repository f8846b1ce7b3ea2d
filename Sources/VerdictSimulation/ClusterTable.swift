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
          shares(outage: outage, tasks: tasks, truth: truth).text
        }
        Swift.print("| \(outage) | \(tasks) | \(cells.joined(separator: " | ")) |")
      }
    }
    Swift.print("")
  }

  /// The shares of runs that pass and that fail.
  func shares(outage: Int, tasks: Int, truth: Double) -> GateShares {
    GateShares(
      ThresholdDefinition(expression: "success_rate >= 0.99"), runs: runs, seed: seed,
      duration: Double(tasks) / 10
    ) { run(outage, tasks, truth, &$0) }
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
