import Testing

@testable import Statistics

/// Looks at an experiment that goes on. Levels of R's ldbounds (O'Brien and Fleming's spending, two sides of 2.5 %);
/// the uneven ones by scipy 1.17.1's multivariate normal.
@Suite struct SequentialTests {
  @Test(
    "The levels of five even looks are the published ones",
    arguments: [(1, 4.8769), (2, 3.3569), (3, 2.6803), (4, 2.2898), (5, 2.0310)] as [(Int, Double)])
  func evenLooks(look: Int, limit: Double) {
    var spending = AlphaSpending(total: 0.05)
    let levels = (1...look).map { spending.level(at: Double($0) / 5, observations: Double($0)) }
    // Both sides of the level are compared as normal quantiles.
    #expect(abs(NormalDistribution.quantile(1 - levels[look - 1] / 2) - limit) < 3e-4)
  }

  @Test func unevenLooksSpendWhatTheyMay() {
    var spending = AlphaSpending(total: 0.05)
    let levels = [(0.25, 2.0), (0.6, 5), (1, 9)].map { spending.level(at: $0, observations: $1) }
    for (level, limit) in zip(levels, [4.332634, 2.668887, 1.984751]) {
      #expect(abs(NormalDistribution.quantile(1 - level / 2) - limit) < 1e-3)
    }
    #expect(spending.level(at: 1, observations: 12) == 0, "after the last look nothing is left")
  }

  @Test func nothingIsSpentBeforeTheBeginAndAllAtTheEnd() {
    #expect(AlphaSpending.spent(0.05, at: 0) == 0 && AlphaSpending.spent(0.05, at: 1) == 0.05)
    #expect(AlphaSpending.spent(0.05, at: 0.5) < 0.01)
    var single = AlphaSpending(total: 0.05)
    #expect(abs(single.level(at: 1, observations: 7) - 0.05) < 1e-9, "one look is a fixed test")
  }

  @Test func slowVariance() throws {
    // numpy 2.4: mean of (2/n) (sum (v - mean) cos(pi j (t + 1/2) / n))^2, j = 1...3
    let values = [
      0.1, 0.3, 0.2, 0.5, 0.4, 0.6, 0.9, 0.7, 0.8, 1.0, 1.2, 0.9, 1.1, 1.3, 1.2, 1.5, 1.4, 1.6, 1.5, 1.9, 1.7,
    ]
    let slow = try #require(SlowVariance(values))
    #expect(slow.cosines == 3 && abs(slow.variance - 1.6987621941638535) < 1e-12)
    #expect(SlowVariance(Array(values.prefix(20))) == nil)
  }

  @Test func differencesThatSwingSlowlyCountForLess() throws {
    var random = SeededGenerator(seed: 3)
    let noise = (0..<42).map { _ in random.normal() }
    let zeros = [Double](repeating: 0, count: 42)
    let plain = try #require(Effect.inOrder(zeros, noise))
    #expect(!plain.swings && plain.effect == Effect.paired(zeros, noise))
    let swinging = noise.enumerated().map { $1 + ($0 / 14 % 2 == 0 ? 3 : -3) }
    let slow = try #require(Effect.inOrder(zeros, swinging))
    #expect(slow.swings && slow.effect.degrees == 6)
    #expect(slow.effect.standardError > 1.5 * Effect.paired(zeros, swinging)!.standardError)
  }
}
