import Judgement
import RunModel
import Statistics

/// How often a threshold says what of simulated runs.
struct GateShares {
  let passed: Double
  let failed: Double

  /// Of so many runs, each made by `run` and lasting so many seconds.
  init(
    _ definition: ThresholdDefinition, runs: Int, seed: UInt64, duration: Double,
    run: (inout SeededGenerator) -> RunMeasurements
  ) {
    guard let gate = try? Gate([definition]) else {
      (passed, failed) = (.nan, .nan)
      return
    }
    var (random, passes, fails) = (SeededGenerator(seed: seed), 0, 0)
    for _ in 0..<runs {
      switch gate.judge(run(&random), duration: duration)[0].outcome {
      case .pass: passes += 1
      case .fail: fails += 1
      case .inconclusive, .noData: break
      }
    }
    (passed, failed) = (Double(passes) / Double(runs), Double(fails) / Double(runs))
  }

  /// `97.0 % / 1.0 %`.
  var text: String { "\(Figures.percent(passed)) / \(Figures.percent(failed))" }
}
