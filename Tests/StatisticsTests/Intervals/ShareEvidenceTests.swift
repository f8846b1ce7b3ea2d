import Foundation
import Testing

@testable import Statistics

@Suite struct ShareEvidenceTests {
  /// Golden values: scipy 1.17, betaln and beta.logcdf.
  @Test(
    arguments: [
      (95, 5, 0.98, 0.5149155900807756), (0, 4, 0.98, 11.693047648640606),
      (2850, 150, 0.98, 46.06137436508061), (2955, 45, 0.98, -4.079622793011936),
      (900, 100, 0.95, 18.322860229017124), (10, 40, 0.5, 8.365958543007672),
    ]) func isTheKnownRatio(successes: Int, failures: Int, limit: Double, expected: Double) throws
  {
    let share = try #require(Proportion(successes: successes, trials: successes + failures))
    #expect(abs(ShareEvidence.againstAtLeast(limit, share) - expected) < 1e-6)
  }

  /// The e-value is a martingale at the limit: over one more trial its mean is what it was.
  @Test(arguments: [(0, 1), (5, 2), (97, 3), (40, 60)]) func itsMeanStays(successes: Int, failures: Int)
    throws
  {
    let limit = 0.9
    func value(_ s: Int, _ f: Int) throws -> Double {
      exp(ShareEvidence.againstAtLeast(limit, try #require(Proportion(successes: s, trials: s + f))))
    }
    let next = try limit * value(successes + 1, failures) + (1 - limit) * value(successes, failures + 1)
    let now = try value(successes, failures)
    #expect(abs(next / now - 1) < 1e-6)
  }

  /// A run that is looked at each 20 of 3 000 tasks: after how many it is ended, if it is.
  private func end(of rate: Double, gate: Double, _ random: inout SeededGenerator) -> Int? {
    var successes = 0
    for task in 1...3000 {
      if random.nextUnit() < rate { successes += 1 }
      guard task.isMultiple(of: 20), let share = Proportion(successes: successes, trials: task) else {
        continue
      }
      if ShareEvidence.isBelow(gate, share, alpha: 0.01) { return task }
    }
    return nil
  }

  @Test("B07 at most 1 % of 10 000 runs at 98.5 % are ended by a 98 % gate that looks 150 times")
  func falseAborts() {
    // Counts of 20 tasks at once, by inversion: 30 million single draws would take a debug build too long.
    var random = SeededGenerator(seed: 11)
    let table = (0...20).map { BetaFunction.binomialCumulative($0, trials: 20, probability: 0.985) }
    let aborted = (0..<10_000).count { _ in
      var successes = 0
      for look in 1...150 {
        let draw = random.nextUnit()
        successes += table.firstIndex { draw <= $0 } ?? 20
        // Below the limit is the only place where there can be evidence: the rest need not be computed.
        guard Double(successes) < 0.98 * Double(look * 20),
          let share = Proportion(successes: successes, trials: look * 20)
        else { continue }
        if ShareEvidence.isBelow(0.98, share, alpha: 0.01) { return true }
      }
      return false
    }
    #expect(aborted <= 100, "\(aborted) of 10 000")
  }

  @Test func atTheLimitItselfTheChanceIsKeptToo() {
    var random = SeededGenerator(seed: 12)
    let ended = (0..<300).count { _ in end(of: 0.9, gate: 0.9, &random) != nil }
    #expect(ended <= 9, "\(ended) of 300 at 1 %")
  }

  @Test("A true 95 % is ended by a 98 % gate after a median of about 340 tasks")
  func badRunsEndEarly() {
    var random = SeededGenerator(seed: 13)
    let ends = (0..<101).map { _ in end(of: 0.95, gate: 0.98, &random) ?? 9999 }.sorted()
    #expect((200...400).contains(ends[50]) && ends[100] < 3000, "\(ends[50])")
  }

  @Test func bothSidesAndTheEdges() throws {
    let all = try #require(Proportion(successes: 500, trials: 500))
    let most = try #require(Proportion(successes: 499, trials: 500))
    #expect(ShareEvidence.isAbove(0.9, all, alpha: 0.01) && !ShareEvidence.isBelow(0.9, all, alpha: 0.01))
    #expect(ShareEvidence.isBelow(1, most, alpha: 0.01) && !ShareEvidence.isBelow(1, all, alpha: 0.01))
    #expect(!ShareEvidence.isBelow(0, all, alpha: 0.01) && ShareEvidence.isAbove(0, most, alpha: 0.01))
  }
}
