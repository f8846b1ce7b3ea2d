import Testing

@testable import VerdictSimulation

/// Failures return at once, successes take seconds: the first looks see failures only.
@Suite struct EarlyEndTests {
  @Test(
    "At most 1 % of sound runs (97 % against 95 %) are ended", arguments: EarlyEndSimulation.Rule.allCases)
  func soundRunsAreNotEnded(rule: EarlyEndSimulation.Rule) async throws {
    let simulation = EarlyEndSimulation(rule: rule, success: 0.97, tasks: 400)
    // Rules that take the rate so far for the rate ended half of such runs and more: of ten hardly ever none.
    let ended = try await simulation.run(10, seed: 1).ended
    #expect(ended == 0, "\(ended) of 10")
  }

  @Test(arguments: EarlyEndSimulation.Rule.allCases)
  func badRunsAreEndedAndHaveNotPassed(rule: EarlyEndSimulation.Rule) async throws {
    let simulation = EarlyEndSimulation(rule: rule, success: 0.8, tasks: 400)
    let (ended, passed) = try await simulation.run(2, seed: 2)
    #expect(ended == 2 && passed == 0, "\(ended) ended, \(passed) passed")
  }
}
