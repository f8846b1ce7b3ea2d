import Statistics
import Testing

/// How sure a change of a level is.
@Suite struct LevelProbabilityTests {
  @Test("A change that no random order comes near has a chance of one in the orders and itself")
  func smallestChance() {
    let values = [Double](repeating: 1, count: 10) + [Double](repeating: 2, count: 10)
    for permutations in [19, 49] {
      let changes = ChangeDetector(permutations: permutations).changes(in: values)
      #expect(changes.map(\.probability) == [1 / Double(permutations + 1)])
    }
  }

  /// scipy 1.17: twice t.sf of 0.9 over its standard error, with 3 + 3 - 1 degrees.
  @Test("The newest value is judged by the noise of the level and the one that is supposed")
  func moderated() throws {
    let found = try #require(RecentLevel(significance: 0.01, prior: 0.1).standing([1, 1.2, 1.1, 2]))
    #expect(abs(found.p - 0.000_556_851_333_179_325_7) < 1e-10)
    #expect(found.isShown && found.index == 3 && abs(found.before - 1.1) < 1e-12)
  }
}
