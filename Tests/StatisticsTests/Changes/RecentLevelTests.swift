import Testing

@testable import Statistics

@Suite struct RecentLevelTests {
  private static let level = RecentLevel(significance: 0.01, prior: 0.05)

  private static func series(_ count: Int, noise: Double, _ random: inout SeededGenerator) -> [Double] {
    (0..<count).map { _ in random.normal(standardDeviation: noise) }
  }

  /// By scipy 1.17: t.sf of 0.3 over its standard error, seven degrees, twice.
  @Test func isTheKnownTest() throws {
    let values = [0.01, -0.02, 0.03, 0, -0.02, 0.3]
    let found = try #require(Self.level.standing(values))
    #expect(abs(found.p - 0.00013576245833170347) < 1e-10, "\(found.p)")
    #expect(found.index == 5 && found.isShown && abs(found.after - found.before - 0.3) < 1e-12)
  }

  @Test func belowFourValuesNothingIsKnown() {
    #expect(Self.level.standing([0, 0, 5]) == nil && Self.level.standing([0, 0, 0, 5]) != nil)
  }

  @Test(
    "At most 1 % of series without a change are called worse, with once or twice the noise supposed",
    arguments: [4, 10, 30], [0.03, 0.05, 0.1])
  func falseAlarms(count: Int, noise: Double) {
    var random = SeededGenerator(seed: 3)
    let alarms = (0..<2000).count { _ in
      let found = Self.level.standing(Self.series(count, noise: noise, &random))
      return found.map { $0.isShown && $0.after > $0.before } ?? false
    }
    // Twice the supposed noise is underrated as long as there are few values.
    #expect(alarms <= (noise > 0.05 ? 60 : 28), "\(alarms) of 2000")
  }

  @Test(arguments: [(4, 0.69, 0.95), (10, 0.26, 0.95), (30, 0.26, 0.98)])
  func aNewRunIsFound(count: Int, change: Double, least: Double) {
    var random = SeededGenerator(seed: 4)
    let found = (0..<400).count { _ in
      var values = Self.series(count, noise: 0.03, &random)
      values[count - 1] += change
      return Self.level.standing(values)?.isShown ?? false
    }
    #expect(Double(found) >= least * 400, "\(found) of 400")
  }

  @Test func whatIsSaidToBeDetectableIsFoundInFourOfFive() throws {
    var random = SeededGenerator(seed: 5)
    var (found, sum) = (0, 0.0)
    for _ in 0..<1000 {
      var values = Self.series(12, noise: 0.05, &random)
      let detectable = try #require(Self.level.standing(values)).detectable
      values[11] += detectable
      sum += detectable
      if Self.level.standing(values)?.isShown == true { found += 1 }
    }
    #expect((740...880).contains(found), "\(found) of 1000 at \(sum / 1000)")
  }

  @Test func theNoiseIsNeverBelowThatOfTheSamples() throws {
    let values = [0.0, 0, 0, 0, 0, 0, 0.3]
    #expect(try #require(Self.level.standing(values)).isShown)
    #expect(try !#require(Self.level.standing(values, floor: 0.1)).isShown)
  }
}
