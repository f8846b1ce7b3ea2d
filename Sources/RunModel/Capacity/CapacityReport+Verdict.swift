extension CapacityReport {
  /// The loads between which the capacity lies, both included, as far as the steps tell: from 0 when nothing held, without
  /// end when nothing broke. Of users the load below the one that broke is the last that can hold.
  package var bracket: ClosedRange<Double> {
    let held = answer.kind == .failedAtLeast ? 0 : answer.sustained ?? 0
    let broke = answer.broke.map { plan.over == .users ? $0 - 1 : $0.nextDown } ?? .infinity
    return held...max(held, broke)
  }

  /// The likeliest capacity within ``bracket``.
  package var likeliestLoad: Double {
    let range = bracket
    if range.upperBound == .infinity || range.lowerBound == range.upperBound { return range.lowerBound }
    return min(max(answer.estimate ?? range.lowerBound, range.lowerBound), range.upperBound)
  }

  /// What the search comes to: by its thresholds, or, when it has none, by its answer.
  public var verdict: RunVerdict {
    let outcomes = (thresholds ?? []).map(\.outcome)
    if outcomes.contains(.fail) { return .failed }
    if !outcomes.isEmpty, outcomes.allSatisfy({ $0 == .pass }) { return .passed }
    switch answer.kind {
    case .generatorLimit: return .invalid
    case .unfinished: return .inconclusive
    case .found, .neverBroke: return outcomes.isEmpty ? .passed : .inconclusive
    case .failedAtLeast: return outcomes.isEmpty ? .failed : .inconclusive
    }
  }

  /// What the capacity is, in words: `38 users`, `38 to 40 users`, `64 users or more`.
  package var capacityWords: String {
    let (unit, range) = (plan.over, bracket)
    let low = unit.number(range.lowerBound)
    if range.upperBound == .infinity {
      return range.lowerBound == 0 ? "not known" : "\(unit.words(range.lowerBound)) or more"
    }
    // What just does not hold any more is named as what broke.
    let high = unit.words(unit == .users ? range.upperBound : answer.broke ?? range.upperBound)
    return range.lowerBound == range.upperBound ? high : "\(low) to \(high)"
  }
}
