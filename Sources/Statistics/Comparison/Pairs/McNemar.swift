import Glibc

/// Tasks that were done on both sides, by their outcomes.
package struct PairedOutcomes: Sendable, Hashable {
  /// All pairs.
  package var pairs: Int
  /// Pairs in which only the first side succeeded.
  package var onlyFirst: Int
  /// Pairs in which only the second side succeeded.
  package var onlySecond: Int

  package init(pairs: Int, onlyFirst: Int, onlySecond: Int) {
    self.pairs = pairs
    self.onlyFirst = onlyFirst
    self.onlySecond = onlySecond
  }

  /// Two-sided mid-p of McNemar's test that both sides succeed equally often: exact on the pairs that disagree, less
  /// half of the observed outcome's probability (M. W. Fagerland, S. Lydersen, P. Laake, BMC Med. Res. Methodol. 13, 2013).
  package var mcNemarMidP: Double {
    let (trials, least) = (onlyFirst + onlySecond, min(onlyFirst, onlySecond))
    guard trials > 0 else { return 1 }
    let tail = BetaFunction.binomialCumulative(least, trials: trials, probability: 0.5)
    let n = Double(trials)
    let k = Double(least)
    let point = exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) - n * M_LN2)
    return onlyFirst == onlySecond ? 1 - point / 2 : min(1, 2 * tail - point)
  }
}
