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

  /// How many more trials are needed until the exact interval decides against `limit`, if the share stays as it is;
  /// 0 when it does already, `nil` when the share is at the limit or more than 10^7 trials are needed.
  package func trialsToDecide(limit: Double, confidence: Double = 0.95, dispersion: Double = 1) -> Int? {
    func decides(_ n: Int) -> Bool {
      let scaled = Int((estimate * Double(n)).rounded())
      guard let share = Proportion(successes: scaled, trials: n) else { return false }
      return share.isDecided(limit: limit, tail: (1 - confidence) / 2, dispersion)
    }
    if decides(trials) { return 0 }
    var high = trials
    repeat {
      high *= 2
      if high > 10_000_000 { return nil }
    } while !decides(high)
    var low = high / 2
    while high - low > 1 {
      let middle = (low + high) / 2
      if decides(middle) { high = middle } else { low = middle }
    }
    return high - trials
  }

  /// Whether the exact interval leaves the limit out, by the tails that define its ends: quicker than the ends.
  private func isDecided(limit: Double, tail: Double, _ dispersion: Double) -> Bool {
    let (k, n) = (Double(successes) / dispersion, Double(trials) / dispersion)
    if successes > 0, BetaFunction.regularised(limit, k, n - k + 1) <= tail { return true }
    return successes < trials && BetaFunction.regularised(limit, k + 1, n - k) > 1 - tail
  }
}
