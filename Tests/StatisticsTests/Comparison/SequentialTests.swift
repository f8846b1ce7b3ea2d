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
    let even = PairSeries(zeros, noise)
    let plain = try #require(even.judged())
    #expect(!plain.swings && plain.effect == Effect.paired(zeros, noise))
    let swinging = PairSeries(zeros, noise.enumerated().map { $1 + ($0 / 14 % 2 == 0 ? 3 : -3) })
    let slow = try #require(swinging.judged())
    #expect(slow.swings && slow.effect.degrees == 6)
    let usual = try #require(swinging.judged(swingsAs: even))
    #expect(!usual.swings && slow.effect.standardError > 1.5 * usual.effect.standardError)
    let other = try #require(even.judged(swingsAs: swinging))
    #expect(other.swings && other.effect.standardError >= plain.effect.standardError)
  }

  @Test func whatFollowsACovariateIsNoNoise() throws {
    let beside = [0.10, -0.20, 0.05, 0.30, -0.15, -0.05, 0.20, -0.25, 0.12, -0.08]
    let values = [0.16, -0.13, 0.08, 0.33, -0.06, 0.02, 0.19, -0.15, 0.17, -0.01]
    let zeros = [Double](repeating: 0, count: 10)
    let judged = try #require(PairSeries(zeros, values, covariate: PairCovariate(beside)).judged())
    // numpy 2.4: the intercept of lstsq of values on [1, beside], and its standard error.
    #expect(abs(judged.effect.estimate - 0.056596476740985405) < 1e-12)
    #expect(abs(judged.effect.standardError - 0.006102062636359336) < 1e-12 && judged.effect.degrees == 8)
    #expect(abs(try #require(judged.explained) - 0.8746856780866926) < 1e-12)
    // What is not known of a pair takes nothing from it.
    #expect(PairCovariate(beside.dropLast(2) + [nil, nil]) != nil)
    #expect(PairCovariate(beside.dropLast(3) + [nil, nil, nil]) == nil, "eight are the least")
    #expect(PairCovariate(beside.map { $0 + 1 }) == nil, "it differs between the sides")
    #expect(PairCovariate(zeros.map(Optional.some)) == nil, "it never differs")
    let useless = [0.1, 0.1, -0.1, -0.1, 0.1, 0.1, -0.1, -0.1, 0.1, -0.1]
    let own = [0.2, -0.2, 0.2, -0.2, 0.2, -0.2, 0.2, -0.2, 0.2, 0.2]
    let without = try #require(PairSeries(zeros, own, covariate: PairCovariate(useless)).judged())
    #expect(without.explained == nil && without.effect == Effect.paired(zeros, own))
  }

  @Test func theNextSharesAreWhole() {
    let side = NextShares.Side(trials: 1000, dispersion: 1)
    let next = NextShares(after: .init(events: 20, trials: 2000), first: side, second: side) { $1 >= 20 }
    // scipy 1.17: means of binom.sf(19, 1000, p + d) over seven quantiles p of beta(20.5, 1980.5).
    #expect(abs(next.chance(of: 0) - 0.013936277900404493) < 1e-9)
    #expect(abs(next.chance(of: 0.01) - 0.5393898688605676) < 1e-9)
    let clustered = NextShares.Side(trials: 1000, dispersion: 4)
    let wider = NextShares(after: .init(events: 20, trials: 2000), first: clustered, second: clustered) {
      $1 >= 20
    }
    #expect(wider.chance(of: 0) > 3 * next.chance(of: 0))
    let never = NextShares(after: .init(events: 0, trials: 9), first: side, second: side) { _, _ in false }
    #expect(never.chance(of: 1) == 0)
  }
}
