import Glibc

/// Evidence that a share lies on one side of a limit, which may be looked at as often as one likes: a test
/// martingale, not a fixed test that is repeated.
///
/// The e-value is a mixture likelihood ratio: with s successes and f failures,
/// `M = ∫ q^s (1-q)^f dπ(q) / (p^s (1-p)^f)`, π the beta distribution with parameters 2p and 2(1-p), cut off at
/// the limit p. While the true share is on the other side, each next trial leaves M's expectation where it is or
/// lower it, so that the chance of M *ever* reaching 1/α is at most α (J. Ville, 1939). Sources: H. Robbins,
/// Ann. Math. Stat. 41 (1970); S. R. Howard et al., Ann. Statist. 49 (2021), beta-binomial mixture.
package enum ShareEvidence {
  /// The most that a rule which ends runs may err, over the whole of a sound run.
  package static let runAlpha = 0.01

  /// Logarithm of the e-value against "the share is at least `limit`", for 0 < limit < 1.
  package static func againstAtLeast(_ limit: Double, _ share: Proportion) -> Double {
    logRatio(Double(share.successes), Double(share.trials - share.successes), limit)
  }

  /// Whether the share is below the limit: wrongly said with a chance of at most `alpha`, however often it is asked.
  package static func isBelow(_ limit: Double, _ share: Proportion, alpha: Double) -> Bool {
    if limit <= 0 { return false }
    if limit >= 1 { return limit > 1 || share.successes < share.trials }
    // No mixture of ratios is more than the best of them, which is quicker to tell.
    guard share.estimate < limit, bestRatio(limit, share) >= -log(alpha) else { return false }
    return againstAtLeast(limit, share) >= -log(alpha)
  }

  /// Whether the share is above the limit, with the same guarantee.
  package static func isAbove(_ limit: Double, _ share: Proportion, alpha: Double) -> Bool {
    guard let misses = Proportion(successes: share.trials - share.successes, trials: share.trials) else {
      return false
    }
    return isBelow(1 - limit, misses, alpha: alpha)
  }

  private static func bestRatio(_ limit: Double, _ share: Proportion) -> Double {
    let (s, f) = (Double(share.successes), Double(share.trials - share.successes))
    let q = share.estimate
    return (s > 0 ? s * log(q / limit) : 0) + (f > 0 ? f * log((1 - q) / (1 - limit)) : 0)
  }

  private static func logRatio(_ successes: Double, _ failures: Double, _ limit: Double) -> Double {
    let (a, b) = (2 * limit, 2 * (1 - limit))
    let after = logBeta(successes + a, failures + b) + logBelow(limit, successes + a, failures + b)
    let before = logBeta(a, b) + logBelow(limit, a, b)
    return after - before - successes * log(limit) - failures * log1p(-limit)
  }

  private static func logBelow(_ limit: Double, _ a: Double, _ b: Double) -> Double {
    log(BetaFunction.regularised(limit, a, b))
  }

  private static func logBeta(_ a: Double, _ b: Double) -> Double { lgamma(a) + lgamma(b) - lgamma(a + b) }
}
