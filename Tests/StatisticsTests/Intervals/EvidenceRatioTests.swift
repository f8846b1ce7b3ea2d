import Statistics
import Testing

@Suite struct EvidenceRatioTests {
  /// scipy 1.17: `integrate.quad` over the mixture up to the limit, by its definition, and the logarithm of the ratio.
  @Test(
    "The evidence is the ratio of the mixture below the limit to the limit itself",
    arguments: [
      (1, 4, 0.8, 2.022_402_216_901_56), (6, 10, 0.9, 2.349_091_760_563_286_6),
      (0, 2, 0.5, 0.847_297_860_387_203_7),
    ])
  func integral(successes: Int, trials: Int, limit: Double, expected: Double) throws {
    let share = try #require(Proportion(successes: successes, trials: trials))
    #expect(abs(ShareEvidence.againstAtLeast(limit, share) - expected) < 1e-8)
  }
}
