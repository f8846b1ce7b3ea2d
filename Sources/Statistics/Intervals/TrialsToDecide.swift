/// How many trials a gate on a share needs, when the true share is the one that was seen: the exact interval (Clopper and
/// Pearson) then leaves the limit out with the wanted chance.
package struct TrialsToDecide {
  /// The share that was seen.
  private let share: Proportion
  private let limit: Double
  /// How many times fewer independent trials they are worth.
  private let dispersion: Double
  private let tail: Double
  private let chance: Double

  package init(
    _ share: Proportion, limit: Double, confidence: Double = 0.95, dispersion: Double = 1,
    chance: Double = 0.8
  ) {
    (self.share, self.limit, self.dispersion) = (share, limit, dispersion)
    (tail, self.chance) = ((1 - confidence) / 2, chance)
  }

  /// How many more than there were; 0 when as many decide, `nil` when the share is at the limit or more than 10^7 in all are
  /// needed.
  package var more: Int? {
    if isDecided(Double(share.successes), of: share.trials) { return 0 }
    var (low, high) = (share.trials, share.trials)
    while chance(of: high) < chance {
      (low, high) = (high, high * 2)
      if high > 10_000_000 { return nil }
    }
    while high - low > 1 {
      let middle = (low + high) / 2
      if chance(of: middle) < chance { low = middle } else { high = middle }
    }
    return high - share.trials
  }

  /// The chance that so many trials decide on the side on which the share was seen.
  private func chance(of trials: Int) -> Double {
    let count = Double(trials) / dispersion
    if share.estimate > limit {
      guard let least = (0...trials).firstPlace(where: { isAbove(Double($0), trials) }) else { return 0 }
      return atLeast(Double(least) / dispersion, of: count)
    }
    guard let least = (0...trials).firstPlace(where: { !isBelow(Double($0), trials) }) else { return 1 }
    return 1 - atLeast(Double(least) / dispersion, of: count)
  }

  /// P(X >= k) when the share is the one that was seen.
  private func atLeast(_ k: Double, of count: Double) -> Double {
    k <= 0 ? 1 : BetaFunction.regularised(share.estimate, k, count - k + 1)
  }

  private func isDecided(_ successes: Double, of trials: Int) -> Bool {
    isAbove(successes, trials) || isBelow(successes, trials)
  }

  /// Whether the lower end lies above the limit, by the tail that defines it: quicker than the end.
  private func isAbove(_ successes: Double, _ trials: Int) -> Bool {
    let (k, n) = (successes / dispersion, Double(trials) / dispersion)
    return successes > 0 && BetaFunction.regularised(limit, k, n - k + 1) <= tail
  }

  private func isBelow(_ successes: Double, _ trials: Int) -> Bool {
    let (k, n) = (successes / dispersion, Double(trials) / dispersion)
    return k < n && BetaFunction.regularised(limit, k + 1, n - k) > 1 - tail
  }
}

extension ClosedRange<Int> {
  /// The first number that fulfils a condition which stays true once it is; `nil` when none does.
  func firstPlace(where condition: (Int) -> Bool) -> Int? {
    guard condition(upperBound) else { return nil }
    var (low, high) = (lowerBound, upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if condition(middle) { high = middle } else { low = middle + 1 }
    }
    return high
  }
}
