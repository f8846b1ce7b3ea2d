import RunModel
import Statistics

/// The ratio of two capacities, with its interval. Pure.
struct CapacityRatio: Equatable {
  var value: Double?
  var low: Double?
  var high: Double?

  /// Of one search a side: each is right within the loads between which it ended, and at least within the tolerance at
  /// which it stops; their errors are independent. Of several a side: Student's interval of their logarithms.
  init(_ first: [CapacityReport], _ second: [CapacityReport]) {
    guard let before = first.first, let after = second.first else {
      self.init(open: 0...(.infinity), 0...(.infinity))
      return
    }
    let known = (first + second).allSatisfy { $0.bracket.upperBound.isFinite && $0.likeliestLoad > 0 }
    if known, let effect = Effect.unpaired(first.map(\.logarithm), second.map(\.logarithm)) {
      // Searches that end at the same load are not free of error for it.
      let least = before.width * (1 / Double(first.count) + 1 / Double(second.count)).squareRoot()
      let interval = effect.interval()
      let half = max((interval.high - interval.low) / 2, least)
      self.init(effect.estimate, half: half)
    } else if known {
      let half = (before.width * before.width + after.width * after.width).squareRoot()
      self.init(after.logarithm - before.logarithm, half: half)
    } else {
      self.init(open: Self.join(first), Self.join(second))
    }
  }

  private init(_ logarithm: Double, half: Double) {
    value = NaturalLogarithm.inverse(logarithm)
    (low, high) = (NaturalLogarithm.inverse(logarithm - half), NaturalLogarithm.inverse(logarithm + half))
  }

  /// Where an end is not known, or nothing held, what is known of the other remains.
  private init(open first: ClosedRange<Double>, _ second: ClosedRange<Double>) {
    low = first.upperBound.isFinite && first.upperBound > 0 ? second.lowerBound / first.upperBound : 0
    high = second.upperBound.isFinite && first.lowerBound > 0 ? second.upperBound / first.lowerBound : nil
  }

  private static func join(_ searches: [CapacityReport]) -> ClosedRange<Double> {
    let ranges = searches.map(\.bracket)
    return (ranges.map(\.lowerBound).min() ?? 0)...(ranges.map(\.upperBound).max() ?? .infinity)
  }

  /// What it comes to. Less is worse.
  func outcome(margin: Double) -> Comparison.Outcome {
    let (low, high) = (low ?? 0, high ?? .infinity)
    let best = value ?? (high.isFinite ? high : low)
    if high < 1, best < 1 - margin { return .worse }
    if low > 1 { return .better }
    return low >= 1 - margin ? .notWorse : .inconclusive
  }
}

extension CapacityReport {
  fileprivate var logarithm: Double { NaturalLogarithm.of(likeliestLoad) }

  /// How far the truth may be from the likeliest capacity, in logarithms.
  fileprivate var width: Double {
    let ends = [bracket.upperBound / likeliestLoad, likeliestLoad / max(bracket.lowerBound, 1e-9)]
    return NaturalLogarithm.of(max(ends.max() ?? 1, 1 + plan.tolerance))
  }
}
