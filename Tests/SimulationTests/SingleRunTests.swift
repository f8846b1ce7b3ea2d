import RunModel
import Statistics
import Testing

@testable import Judgement
@testable import VerdictSimulation

/// One run a side: a small part of the tables in Verdicts.md.
@Suite struct SingleRunTests {
  @Test(
    "Of builds that are the same hardly any is called worse, whatever runs differ by",
    arguments: [
      SingleRunTable.Kind(name: "noise", noise: 0.1),
      SingleRunTable.Kind(name: "success", successNoise: 0.012),
      SingleRunTable.Kind(name: "phases", phase: 6),
    ])
  func falseAlarms(kind: SingleRunTable.Kind) {
    let table = SingleRunTable(seed: 3, comparisons: 4, isWhole: true)
    #expect(table.shares(kind, factor: 1, knowsNoise: false).worse <= 0.25)
  }

  @Test func aHistoryTellsTheNoise() throws {
    let values = [1.0, 1.06, 0.95, 1.02, 0.98, 1.01]
    let entries = values.enumerated().map { index, value in
      HistoryEntry(
        run: "\(index)", scenario: "s", startedAt: String(1000 + index),
        figures: [
          "response_time.p50": .init(value: value), "response_time.p95": .init(value: 2 * value * value),
          "success_rate": .init(value: 0.98 + 0.01 * value),
        ])
    }
    let noise = try #require(RunNoise(scenario: "s", of: entries))
    // numpy 2: std(log(2 v^2), ddof=1), std(0.98 + 0.01 v, ddof=1)
    #expect(
      abs(noise.latency - 0.07418923291876335) < 1e-9 && abs(noise.success - 0.00037237973450052967) < 1e-9)
    #expect(noise.degrees == 5 && noise.runs == 6)
    #expect(RunNoise(scenario: "s", of: Array(entries.prefix(4))) == nil)
    #expect(RunNoise(scenario: "other", of: entries) == nil)
  }

  @Test func aSeriesRemembersAsLongAsItsPhases() {
    var random = SeededGenerator(seed: 1)
    let noise = (0..<200).map { _ in Int64(random.logNormal(median: 1e9, sigma: 0.1)) }
    #expect(SeriesMemory(noise).steps < 1.5)
    let phases = noise.enumerated().map { $0.offset / 10 % 3 == 0 ? $0.element * 2 : $0.element }
    #expect(SeriesMemory(phases).steps > 6)
    #expect(SeriesMemory([nil, 5, 5]).steps == 1 && SeriesMemory(Array(repeating: 7, count: 50)).steps == 1)
  }

  @Test("The change that is printed to be found in four of five tries is, and so are the pairs that tell")
  func power() {
    let table = PowerTable(seed: 5, comparisons: 12)
    let kind = PowerTable.Kind(name: "5 pairs", pairs: 5, noise: 0.02, tasks: 60)
    let pilots = table.experiment(kind).comparisons(12, seed: 5)
    let found = table.found(kind, pilots.map { PowerTable.printed($0, PowerTable.p95) }, 1) {
      $0.factors = SimulatedBuild.all(1 + $1)
    }
    // Of twelve with a chance of 80 % fewer than six come about in one of 250 seeds.
    #expect(found >= 0.5, "\(found)")
    #expect(pilots.allSatisfy { ($0.runsNeeded ?? 0) > 5 }, "one pair more tells more")
  }
}
