import Testing

@testable import VerdictSimulation

/// Failures return at once, successes take seconds: the first looks see failures only.
@Suite struct EarlyEndTests {
  @Test(
    "At most 1 % of sound runs (97 % against 95 %) are ended", arguments: EarlyEndSimulation.Rule.allCases)
  func soundRunsAreNotEnded(rule: EarlyEndSimulation.Rule) async throws {
    let simulation = EarlyEndSimulation(rule: rule, success: 0.97, tasks: 400)
    let ended = try await simulation.run(30, seed: 1).ended
    #expect(ended == 0, "\(ended) of 30")
  }

  @Test(arguments: EarlyEndSimulation.Rule.allCases)
  func badRunsAreEndedAndHaveNotPassed(rule: EarlyEndSimulation.Rule) async throws {
    let simulation = EarlyEndSimulation(rule: rule, success: 0.8, tasks: 400)
    let (ended, passed) = try await simulation.run(4, seed: 2)
    #expect(ended == 4 && passed == 0, "\(ended) ended, \(passed) passed")
  }
}
