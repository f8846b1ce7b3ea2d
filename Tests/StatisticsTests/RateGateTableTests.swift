import Foundation
import Testing

@testable import Statistics

/// A gate fails when the whole interval lies below its limit, and passes when none of it does. Builds exactly at the
/// limit should do neither: how often they do is computed, not simulated.
@Suite struct RateGateTableTests {
  /// The largest count of successes that fails, and the smallest that passes.
  private struct Ends {
    var fails = -1
    var passes = 0

    init(_ trials: Int, _ limit: Double) {
      func first(_ reaches: (Interval) -> Bool) -> Int {
        var (low, high) = (0, trials + 1)
        while low < high {
          let middle = (low + high) / 2
          let interval = Proportion(successes: middle, trials: trials)?.exact()
          if interval.map(reaches) ?? true { high = middle } else { low = middle + 1 }
        }
        return low
      }
      fails = first { $0.high >= limit } - 1
      passes = first { $0.low >= limit }
    }
  }

  /// Every number to 60, then steps of 6 %.
  private static let trials =
    Array(10...60) + (1...76).map { Int(60 * pow(1.06, Double($0))) }.filter { $0 <= 5000 } + [5000]

  private static func errors(_ ends: Ends, _ trials: Int, _ limit: Double) -> (fail: Double, pass: Double) {
    func atMost(_ count: Int) -> Double {
      BetaFunction.binomialCumulative(count, trials: trials, probability: limit)
    }
    return (atMost(ends.fails), 1 - atMost(ends.passes - 1))
  }

  @Test(
    "Of builds at the limit at most 2.5 % fail and at most 2.5 % pass, with 10 to 5 000 tasks",
    arguments: [0.5, 0.9, 0.98, 0.99, 0.999])
  func atMostOneInFortyErrs(limit: Double) {
    var worst = (fail: 0.0, pass: 0.0)
    for trials in Self.trials {
      let errors = Self.errors(Ends(trials, limit), trials, limit)
      worst = (max(worst.fail, errors.fail), max(worst.pass, errors.pass))
    }
    #expect(worst.fail <= 0.025 && worst.pass <= 0.025, "\(worst)")
    #expect(worst.fail > 0.02, "an interval that never fails would prove nothing")
  }

  /// Golden values: scipy 1.17, beta.ppf for the interval, binom.cdf and binom.sf for the chances.
  @Test(arguments: [
    (10, 0.9, 6, 11, 0.012795198399999989, 0), (17, 0.99, 15, 18, 0.012308985529944274, 0),
    (50, 0.99, 47, 51, 0.013817270830600421, 0),
    (100, 0.95, 89, 100, 0.011472410067484739, 0.005920529220334001),
    (368, 0.99, 359, 368, 0.01282412419904767, 0.024760055390093627),
    (1000, 0.98, 970, 989, 0.02069651867323979, 0.020441074599588126),
    (5000, 0.99, 4935, 4964, 0.023027525366620328, 0.023232156710646455),
    (5000, 0.5, 2430, 2570, 0.024657929052085727, 0.024657929052085727),
  ]) func isTheKnownTable(
    trials: Int, limit: Double, fails: Int, passes: Int, falseFails: Double, falsePasses: Double
  ) {
    let ends = Ends(trials, limit)
    #expect(ends.fails == fails && ends.passes == passes)
    let errors = Self.errors(ends, trials, limit)
    #expect(IntervalTests.near(errors.fail, falseFails, 1e-8))
    #expect(IntervalTests.near(errors.pass, falsePasses, 1e-8))
  }
}
