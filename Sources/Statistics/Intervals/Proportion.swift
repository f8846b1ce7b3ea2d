/// A share: so many successes of so many trials.
package struct Proportion: Sendable, Hashable {
  /// How many succeeded.
  package var successes: Int
  /// Of how many.
  package var trials: Int

  /// A share; `nil` unless 0 <= successes <= trials and there is a trial.
  package init?(successes: Int, trials: Int) {
    guard trials > 0, successes >= 0, successes <= trials else { return nil }
    self.successes = successes
    self.trials = trials
  }

  /// The share itself.
  package var estimate: Double { Double(successes) / Double(trials) }

  /// Wilson's score interval (E. B. Wilson, 1927). With a `dispersion` above 1 the trials count for as much less.
  package func wilson(confidence: Double = 0.95, dispersion: Double = 1) -> Interval {
    let z = NormalDistribution.quantile(0.5 + confidence / 2)
    let n = Double(trials) / dispersion
    let centre = (estimate + z * z / (2 * n)) / (1 + z * z / n)
    let half = z / (1 + z * z / n) * (estimate * (1 - estimate) / n + z * z / (4 * n * n)).squareRoot()
    return Interval(
      low: successes == 0 ? 0 : max(0, centre - half), high: successes == trials ? 1 : min(1, centre + half))
  }

  /// The exact interval of Clopper and Pearson (1934): either end errs in at most half of what `confidence` leaves, at
  /// every share and number of trials. With a `dispersion` above 1 the trials count for as much less (E. L. Korn and
  /// B. I. Graubard, 1998).
  package func exact(confidence: Double = 0.95, dispersion: Double = 1) -> Interval {
    let tail = (1 - confidence) / 2
    let (k, n) = (Double(successes) / dispersion, Double(trials) / dispersion)
    return Interval(
      low: successes == 0 ? 0 : BetaFunction.inverse(tail, k, n - k + 1),
      high: successes == trials ? 1 : BetaFunction.inverse(1 - tail, k + 1, n - k))
  }
}
