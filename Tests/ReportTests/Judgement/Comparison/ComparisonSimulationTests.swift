import RunModel
import Statistics
import Testing

@testable import Judgement
@testable import Pages
@testable import Report

/// Verdicts over many simulated experiments, seeded. A run is a sample of log-normal latencies around a level of its own.
@Suite struct ComparisonSimulationTests {
  private struct Experiment {
    var runs = 5
    var requests = 400
    var change = 1.0
    var isPaired = true
    var margin = 0.05
    var isStrict = false
  }

  /// p50 and p95 of so many requests around a median of 1, of samples drawn once.
  private static func quantiles(_ requests: Int) -> [(p50: Double, p95: Double)] {
    var random = SeededGenerator(seed: 77)
    return (0..<200).map { _ in
      let sorted = (0..<requests).map { _ in random.logNormal(median: 1, sigma: 0.2) }.sorted()
      return (sorted[(requests + 1) / 2 - 1], sorted[(requests * 95 + 99) / 100 - 1])
    }
  }

  /// A run that has just these quantiles: the comparison looks at nothing else of it.
  private func run(
    _ quantiles: [(p50: Double, p95: Double)], _ median: Double, _ random: inout SeededGenerator
  ) -> CensoredSample {
    let level = random.logNormal(median: median, sigma: 0.03) * 1e9
    let (p50, p95) = quantiles[Int(random.next() % UInt64(quantiles.count))]
    var histogram = Histogram()
    histogram.record(Int64(level * p50), count: 200)
    histogram.record(Int64(level * p95), count: 180)
    histogram.record(Int64(level * p95 * 1.1), count: 20)
    return CensoredSample(observed: histogram)
  }

  /// The share of experiments whose p95, judged with p50 beside it, comes to `outcome`.
  private func share(
    _ outcome: Comparison.Outcome, _ trials: Int, seed: UInt64, _ experiment: Experiment
  ) -> Double {
    var random = SeededGenerator(seed: seed)
    let quantiles = Self.quantiles(experiment.requests)
    let base = SampleRun.report(0)
    let ids = (0..<experiment.runs).map { run -> ReportDocument in
      var report = base
      report.runID = "\(run)"
      return report
    }
    let comparer = LatencyComparer(
      ids, ids, paired: experiment.isPaired, runNoise: RunNoise(latency: 0.03, success: 0))
    let judge = RowJudge(
      margins: .init(latency: experiment.margin, success: 0.005, isStrict: experiment.isStrict))
    let found = (0..<trials).count { _ in
      let before = ids.map { _ in run(quantiles, 0.5, &random) }
      let after = ids.map { _ in run(quantiles, 0.5 * experiment.change, &random) }
      var rows = [0.5, 0.95].compactMap { quantile in
        var side = 0
        return comparer.row("p", quantile) { report in
          defer { side += 1 }
          return side < ids.count ? before[Int(report.runID)!] : after[Int(report.runID)!]
        }
      }
      for index in rows.indices { rows[index].isPrimary = true }
      judge.judge(&rows)
      return rows[1].outcome == outcome
    }
    return Double(found) / Double(trials)
  }

  @Test(
    "B06 identical builds with 3 % noise from run to run are called worse in at most 6 % of comparisons",
    arguments: [true, false], [0.05, 0])
  func falseAlarms(isPaired: Bool, margin: Double) {
    let alarms = share(.worse, 400, seed: 1, Experiment(isPaired: isPaired, margin: margin))
    #expect(alarms <= 0.06, "\(alarms)")
  }

  @Test("+10 % on p95 is found with 7 pairs in at least 90 %") func power() {
    let found = share(.worse, 200, seed: 3, Experiment(runs: 7, requests: 1000, change: 1.1))
    #expect(found >= 0.9, "\(found)")
  }

  @Test func strictlyWorseIsRarer() {
    let strict = Experiment(runs: 7, change: 1.1, isStrict: true)
    let found = share(.worse, 200, seed: 4, strict)
    #expect(found > 0.1 && found < 0.9, "\(found)")
  }

  @Test func aBuildAtTheMarginIsSeldomCalledNotWorse() {
    let passed = share(.notWorse, 150, seed: 5, Experiment(runs: 7, change: 1.06))
    #expect(passed <= 0.05, "\(passed)")
  }
}
