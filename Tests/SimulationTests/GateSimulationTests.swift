import RunModel
import Testing

@testable import VerdictSimulation

@Suite struct GateSimulationTests {
  @Test(
    "Of builds whose p95 is the limit, or 5 % beyond it, few pass: judged by their points about half would")
  func latenciesAtTheLimit() {
    let table = LatencyGateTable(seed: 1, runs: 100)
    let atLimit = table.shares(nil, tasks: 150, truth: 1)
    #expect(atLimit.passed <= 0.06 && atLimit.failed <= 0.06, "\(atLimit)")
    #expect(table.shares(nil, tasks: 150, truth: 1.05).passed <= 0.02)
    #expect(table.shares(.point, tasks: 150, truth: 1).passed > 0.3)
  }
}

/// Failures that come ten at a time, at the limit: with tasks counted as independent a quarter fails, and a quarter passes.
@Suite struct ClusterSimulationTests {
  @Test func clusteredFailuresCountForLess() {
    let atLimit = ClusterTable(seed: 1, runs: 40).shares(outage: 10, tasks: 4000, truth: 0.99)
    #expect(atLimit.passed <= 0.05 && atLimit.failed <= 0.05, "\(atLimit)")
  }

  @Test func independentOnesAreJudgedAsBefore() {
    let table = ClusterTable(seed: 2, runs: 20)
    #expect(table.shares(outage: 1, tasks: 1500, truth: 0.999).passed >= 0.9)
    #expect(table.shares(outage: 1, tasks: 1500, truth: 0.96).failed >= 0.9)
  }
}
