import Statistics
import Testing

@Suite struct PairedIntervalTests {
  /// By Python's mpmath, 50 digits: the root of Tango's score.
  @Test(
    "Of very many pairs of which almost all were lost, the low end stays short of all",
    arguments: [(0, -0.999_999_998_2), (1, -0.999_999_996_5)])
  func almostAllLost(gained: Int, low: Double) throws {
    let pairs = 100_000_000
    let interval = try #require(
      PairedOutcomes(pairs: pairs, onlyFirst: pairs - 1, onlySecond: gained).tango())
    #expect(interval.low > -1 && abs(interval.low - low) < 1e-8)
  }
}
