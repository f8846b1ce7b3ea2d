import Glibc

/// Fisher's exact test of two shares (R. A. Fisher, 1934).
package enum FisherTest {
  /// Two-sided p that both shares are the same: all tables with these sums that are no likelier than the one seen.
  package static func pValue(_ first: Proportion, _ second: Proportion) -> Double {
    let (n, m) = (first.trials, second.trials)
    let successes = first.successes + second.successes
    func logarithm(_ k: Int) -> Double { choose(n, k) + choose(m, successes - k) }
    let all = choose(n + m, successes)
    let seen = logarithm(first.successes) + 1e-9
    let sum = (max(0, successes - m)...min(n, successes)).reduce(0.0) { sum, k in
      let likely = logarithm(k)
      return likely <= seen ? sum + exp(likely - all) : sum
    }
    return min(1, sum)
  }

  /// ln of the binomial coefficient.
  private static func choose(_ n: Int, _ k: Int) -> Double {
    lgamma(Double(n) + 1) - lgamma(Double(k) + 1) - lgamma(Double(n - k) + 1)
  }
}
