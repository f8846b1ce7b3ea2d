import RunModel
import Testing

@testable import VerdictSimulation

@Suite struct GateSimulationTests {
  @Test(
    "Of builds whose p95 is the limit, or 5 % beyond it, few pass: judged by their points about half would")
  func latenciesAtTheLimit() {
    let table = LatencyGateTable(seed: 1, runs: 60)
    let byInterval = LatencyGateTable.Kind(tasks: 150)
    let atLimit = table.shares(byInterval, truth: 1)
    #expect(atLimit.passed <= 0.1 && atLimit.failed <= 0.1, "\(atLimit)")
    #expect(table.shares(byInterval, truth: 1.05).passed <= 0.05)
    #expect(table.shares(.init(mode: .point, tasks: 150), truth: 1).passed > 0.3)
  }

  /// With values counted as independent the 95 % interval of such a median covers it in 47 % of runs.
  @Test(
    "Where phases are slow a run tells its median less well, and hardly more builds at the limit pass or fail"
  )
  func slowPhases() {
    let table = LatencyGateTable(seed: 1, runs: 20)
    let atLimit = table.shares(.init(tasks: 1500, phase: 10, percent: 50), truth: 1)
    #expect(atLimit.passed + atLimit.failed <= 0.2, "\(atLimit)")
  }

  @Test(
    "As many tasks as a gate asks for decide it in four of five runs, when the truth is what was measured")
  func moreTasks() {
    let found = MoreTasksTable(seed: 1, gates: 30).shares(
      .init(expression: "success_rate >= 0.9", tasks: 60, truth: 0.95))
    // Of thirty with a chance of 80 % fewer than 17 come about in one of 500 seeds, and 30 in one of 800.
    #expect((17.0 / 30..<1).contains(found.measured), "\(found)")
  }
}

/// Failures that come ten at a time, at the limit: with tasks counted as independent a quarter fails, and a quarter passes.
@Suite struct ClusterSimulationTests {
  @Test func clusteredFailuresCountForLess() {
    let atLimit = ClusterTable(seed: 1, runs: 40).shares(outage: 10, tasks: 4000, truth: 0.99)
    #expect(atLimit.passed <= 0.05 && atLimit.failed <= 0.05, "\(atLimit)")
  }

  @Test func independentOnesAreJudgedAsBefore() {
    let table = ClusterTable(seed: 2, runs: 10)
    #expect(table.shares(outage: 1, tasks: 1500, truth: 0.999).passed >= 0.9)
    #expect(table.shares(outage: 1, tasks: 1500, truth: 0.96).failed >= 0.9)
  }
}
