import Testing

@testable import VerdictSimulation

@Suite struct HistorySimulationTests {
  private func shares(_ name: String, noise: Double = 0.03) throws -> (worse: Double, unknown: Double) {
    let kind = try #require(HistoryTable.kinds.first { $0.name == name })
    return HistoryTable(seed: 1, histories: 20).shares(kind, noise: noise)
  }

  @Test(arguments: ["4 runs, flat", "10 runs, flat"]) func flatHistoriesRaiseNoAlarm(name: String) throws {
    for noise in [0.03, 0.06] { #expect(try shares(name, noise: noise).worse <= 0.05, "\(noise)") }
  }

  @Test(arguments: [
    "4 runs, the last takes twice as long", "10 runs, the last takes twice as long",
    "10 runs, the last takes 30 % longer",
  ]) func aSlowerNewestRunIsFound(name: String) throws {
    #expect(try shares(name).worse >= 0.95)
  }
}
