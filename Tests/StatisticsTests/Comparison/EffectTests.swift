import Statistics
import Testing

/// Differences without any noise, and how noise that comes in clusters is told.
@Suite struct EffectTests {
  @Test("Without noise any difference is certain, and none is none")
  func withoutNoise() {
    #expect(Effect(estimate: 0, standardError: 0).pValue() == 1)
    #expect(Effect(estimate: 0.1, standardError: 0).pValue() == 0)
    #expect(Effect(estimate: 0.1, standardError: 0).pValue(against: 0.1) == 1)
  }

  @Test(
    "Without noise the next experiment finds what exceeds the limit, and nothing else",
    arguments: [(0.9, 0.0), (1, 0), (1.1, 1)])
  func nextWithoutNoise(difference: Double, chance: Double) {
    let next = NextExperiment(after: Effect(estimate: 3, standardError: 0), degrees: 4)
    #expect(next.chance(of: difference) { _ in 1 } == chance)
  }

  /// By hand: of blocks of ten with a share of 0.9, (1 + 1 + 1 + 1 + 0) / (10 * 0.9 * 0.1) over four degrees of freedom.
  @Test("The dispersion of blocks is Pearson's statistic over its degrees of freedom")
  func dispersion() throws {
    let blocks = try [10, 8, 10, 8, 9].map { try #require(Proportion(successes: $0, trials: 10)) }
    let found = try #require(Dispersion(blocks))
    #expect(abs(found.ratio - 10.0 / 9) < 1e-12 && found.blocks == 5)
    #expect(!found.isShown && found.inflation == 1)
  }

  /// By hand from the ranks of 100 values, 40 and 61 (scipy): every second, or every tenth, of the values counts.
  @Test(
    "The interval of a quantile lies at the same places among more values that count as 100",
    arguments: [(200, 2.0, 79, 122), (1000, 10, 391, 610)])
  func quantileOfFewer(count: Int, dispersion: Double, low: Int, high: Int) {
    let interval = QuantileInterval(0.5, count: count, dispersion: dispersion)
    #expect(interval.lowRank == low && interval.highRank == high)
  }
}
