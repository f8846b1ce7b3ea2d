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
