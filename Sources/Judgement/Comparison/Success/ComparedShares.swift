import Statistics

/// Success rates of both sides as they are compared.
enum ComparedShares {
  /// Each with its dispersion, by Newcombe's interval.
  case independent(Proportion, Proportion, own: Double, other: Double)
  /// Tasks in pairs, with their dispersion, by Tango's interval.
  case paired(PairedOutcomes, Double)

  /// Second less first.
  var change: Double {
    switch self {
    case .independent(let first, let second, _, _): second.estimate - first.estimate
    case .paired(let outcomes, _): outcomes.difference
    }
  }

  func interval(_ confidence: Double) -> Interval {
    switch self {
    case .independent(let first, let second, let own, let other):
      first.difference(to: second, confidence: confidence, dispersions: (own, other))
    case .paired(let outcomes, let dispersion):
      outcomes.tango(confidence: confidence, dispersion: dispersion) ?? Interval(low: -1, high: 1)
    }
  }

  /// Two-sided, of no change: McNemar's mid-p of pairs, elsewhere and where failures come in clusters the one that belongs to the
  /// interval.
  var p: Double {
    if case .paired(let outcomes, 1) = self { return outcomes.mcNemarMidP }
    return Interval.pValue { interval($0) }
  }

  /// Whether a drop is shown at a two-sided level.
  func isDropShown(_ level: Double) -> Bool {
    if case .paired(let outcomes, 1) = self { return change < 0 && outcomes.mcNemarMidP < level }
    return interval(1 - level).high < 0
  }

  /// The next comparison like this, by what a rule says of it.
  func next(where holds: (ComparedShares) -> Bool) -> NextShares {
    switch self {
    case .independent(let first, let second, let own, let other):
      return NextShares(
        after: .init(
          events: Double(first.failures + second.failures), trials: Double(first.trials + second.trials)),
        first: .init(trials: first.trials, dispersion: own),
        second: .init(trials: second.trials, dispersion: other)
      ) { holds(.independent(first.with(failures: $0), second.with(failures: $1), own: own, other: other)) }
    case .paired(let outcomes, let dispersion):
      let side = NextShares.Side(trials: outcomes.pairs, dispersion: dispersion)
      let disagree = Double(outcomes.onlyFirst + outcomes.onlySecond)
      return NextShares(
        after: .init(events: disagree, trials: 2 * Double(outcomes.pairs)), first: side, second: side
      ) { gained, lost in
        var next = outcomes
        (next.onlyFirst, next.onlySecond) = (min(lost, outcomes.pairs - gained), gained)
        return holds(.paired(next, dispersion))
      }
    }
  }
}

extension Proportion {
  fileprivate var failures: Int { trials - successes }

  fileprivate func with(failures: Int) -> Proportion {
    var share = self
    share.successes = max(0, trials - failures)
    return share
  }
}
