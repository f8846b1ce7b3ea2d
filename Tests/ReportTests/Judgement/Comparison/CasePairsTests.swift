import RunModel
import Statistics
import Testing

@testable import Judgement
@testable import Report

/// Tasks of one case on both sides as pairs.
@Suite struct CasePairsTests {
  private static func outcomes(_ cases: [String: (total: Int, succeeded: Int)]) -> CaseOutcomes {
    var outcomes = CaseOutcomes([JSONValue](), warmUpEnd: nil)
    outcomes.byCase = cases
    return outcomes
  }

  private static func side(_ cases: [String: (total: Int, succeeded: Int)]) -> ComparisonSide {
    var side = ComparisonSide([SampleRun.report(0, thresholds: [])])
    side.outcomes = [outcomes(cases)]
    return side
  }

  /// By hand: of four pairs of a 4 x 1 x 3/4 are successes of the first side alone, of two of b 2 x 1/2 of
  /// the second.
  @Test func pairsAreTheTasksThatBothSidesHave() {
    var pairs = CasePairs()
    pairs.add(
      Self.outcomes(["a": (4, 4), "b": (2, 0), "c": (3, 3)]), Self.outcomes(["a": (4, 1), "b": (6, 3)]))
    #expect(pairs.pairs == 6)
    #expect(pairs.outcomes == PairedOutcomes(pairs: 6, onlyFirst: 3, onlySecond: 1))
  }

  @Test(arguments: [(10, 10), (9, 9), (8, nil), (2, nil)] as [(Int, Int?)])
  func nineOfTenTasksMustHaveAPartner(shared: Int, pairs: Int?) {
    let rest = 10 - shared
    let success = SuccessComparer(
      Self.side(["both": (shared, shared), "first": (rest, rest)]),
      Self.side(["both": (shared, shared), "second": (rest, rest)]), noise: nil)
    #expect(success.pairing?.pairs == pairs)
  }
}
