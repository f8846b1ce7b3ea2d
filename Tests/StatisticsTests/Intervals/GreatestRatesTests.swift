import Statistics
import Testing

@Suite struct GreatestRatesTests {
  private func counts(_ counts: [Double], in seconds: Double = 10) -> [GreatestRates.Count] {
    counts.map { .init($0, in: seconds) }
  }

  @Test func ratesAreAlikeUpToChance() {
    let rates = GreatestRates([[20], [80], [101], [100], [95]].map { counts($0) })
    #expect(rates.greatest == 2 && rates.alike == [1, 2, 3, 4] && rates.rates == [2, 8, 10.1, 10, 9.5])
    #expect(GreatestRates([[200], [800], [1000], [1010]].map { counts($0) }).alike == [2, 3])
  }

  /// Counts of one level that lie close together tell levels apart that independent events would not, and the other way round.
  @Test func repetitionsSayHowFarChanceGoes() {
    #expect(GreatestRates([[100, 101, 100], [105, 106, 105]].map { counts($0) }).alike == [1])
    #expect(GreatestRates([[1000, 1400, 600], [1200, 1700, 700]].map { counts($0) }).alike == [0, 1])
  }

  @Test func ofNothingThereIsNone() {
    #expect(GreatestRates([]).greatest == nil && GreatestRates([]).alike == [])
    #expect(GreatestRates([counts([7])]).alike == [0])
    #expect(GreatestRates([counts([0]), counts([0])]).alike == [0, 1])
    #expect(GreatestRates([counts([9]), counts([0], in: 0)]).alike == [0, 1])
  }

  /// Of levels that do equally much one is seldom called less, with one count each and with several.
  @Test(arguments: [1, 3]) func equalRatesAreSeldomToldApart(times: Int) {
    var random = SeededGenerator(seed: 5)
    let wrong = (0..<1000).count { _ in
      let groups = (0..<5).map { _ in
        counts((0..<times).map { _ in Double(Self.events(over: 100, &random)) })
      }
      return GreatestRates(groups).alike.count < 5
    }
    #expect(wrong < 70, "\(wrong) of 1000")
  }

  /// How many independent events come in a time in which so many come on average.
  private static func events(over mean: Double, _ random: inout SeededGenerator) -> Int {
    var (time, count) = (random.exponential(mean: 1), 0)
    while time < mean {
      count += 1
      time += random.exponential(mean: 1)
    }
    return count
  }
}
