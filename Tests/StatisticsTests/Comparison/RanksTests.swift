import Statistics
import Testing

@Suite struct RanksTests {
  @Test("Ranks count from one, and equal values share the mean of theirs")
  func ranks() {
    #expect(RankCorrelation.ranks([10, 20, 20, 5]) == [2, 3.5, 3.5, 1])
    #expect(RankCorrelation.ranks([7, 7, 7]) == [2, 2, 2] && RankCorrelation.ranks([]).isEmpty)
  }

  /// By hand: 1 - 6 * (sum of the squares of the ranks' differences) / (4 * 15).
  @Test(
    "The correlation of ranks is Spearman's",
    arguments: [
      ([1, 3, 2, 4], 0.8), ([4, 3, 2, 1], -1), ([2, 1, 4, 3], 0.6), ([10, 100, 1000, 5], -0.2),
    ] as [([Double], Double)])
  func spearman(values: [Double], expected: Double) throws {
    let found = try #require(RankCorrelation([1, 2, 3, 4], values))
    #expect(abs(found.value - expected) < 1e-12)
  }
}
