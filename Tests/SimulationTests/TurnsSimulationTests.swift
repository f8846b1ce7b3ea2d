import RunModel
import Statistics
import Testing

@testable import Judgement
@testable import VerdictSimulation

/// Turns of both sides: a small part of the table in Verdicts.md.
@Suite struct TurnsSimulationTests {
  /// The most of so many that come about in one of a thousand seeds when the true share is `share`.
  private static func most(of trials: Int, at share: Double) -> Int {
    (0...trials).first { BetaFunction.binomialCumulative($0, trials: trials, probability: share) >= 0.999 }
      ?? trials
  }

  @Test(
    "Builds that are the same are called worse in at most 5 % of comparisons, whatever the server does meanwhile",
    arguments: [TurnExperiment.Weather.calm, .turns, .phases60, .day], [false, true])
  func falseAlarms(weather: TurnExperiment.Weather, untilDecided: Bool) {
    let experiment = TurnExperiment(weather: weather, pairs: 8, tasks: 40, untilDecided: untilDecided)
    let found = experiment.comparisons(8, seed: 7)
    #expect(found.count { $0.outcome == .worse } <= Self.most(of: 8, at: 0.05))
  }

  @Test func aSlowerBuildIsFoundAndEarly() {
    let experiment = TurnExperiment(pairs: 20, tasks: 40, factor: 1.4, untilDecided: true)
    let found = experiment.comparisons(4, seed: 1)
    #expect(found.allSatisfy { $0.outcome == .worse && $0.design.turns?.pairs ?? 20 < 20 })
  }

  @Test func whatBelongsToADeploymentIsAllowedForWhenItIsKnown() {
    var experiment = TurnExperiment(weather: .deployment, pairs: 8, tasks: 40)
    experiment.comparer.deploymentNoise = 0.03
    #expect(experiment.comparisons(8, seed: 3).count { $0.outcome == .worse } <= Self.most(of: 8, at: 0.05))
  }

  @Test("A baseline takes the platform's noise out, and makes no false alarms", arguments: [1, 1.3])
  func baseline(factor: Double) {
    var experiment = TurnExperiment(weather: .phasesAndTurns, pairs: 12, tasks: 40)
    func errors(_ found: [Comparison]) -> Double {
      found.compactMap { comparison in
        comparison.rows.first { $0.name == "response_time.p50" }?.standardError
      }.reduce(0, +)
    }
    let without = experiment.comparisons(8, seed: 5)
    experiment.baseline = .init(sigma: 0.05, factor: factor)
    let with = experiment.comparisons(8, seed: 5)
    #expect(with.count { $0.outcome == .worse } <= Self.most(of: 8, at: 0.05))
    if factor == 1 {
      #expect(PlatformTable.taken(with, 0.5) > 0.1 && errors(with) < 0.9 * errors(without))
    } else {
      // What is shown to belong to the second build stays in its latencies.
      let shown = with.filter { comparison in
        comparison.notes.contains { $0.contains("that belongs to the build") }
      }
      #expect(shown.count >= 4)
      #expect(shown.allSatisfy { comparison in comparison.rows.allSatisfy { $0.platformNoise == nil } })
    }
  }
}
