import Statistics

/// One look of several at an experiment that goes on: what p and confidence of a single look are worth now.
package struct SequentialLook: Sendable, Hashable {
  /// Chances to err in all, descending, and the level that each allows at this look.
  let levels: [Level]
  /// Which look it is, from 1.
  package let number: Int

  struct Level: Sendable, Hashable {
    var total: Double
    var now: Double
  }

  /// The p that, looked at once, would say as much: a figure is shown at some chance to err in all when this is below it.
  /// Between the levels that were computed it is read off a straight line of the logarithms.
  func adjusted(_ p: Double) -> Double {
    guard let first = levels.first, let last = levels.last else { return p }
    if p > first.now { return first.now <= 0 ? 1 : min(1, first.total + (p - first.now)) }
    for (above, below) in zip(levels, levels.dropFirst()) where p > below.now {
      if below.now <= 0 { return above.total }
      let part = NaturalLogarithm.of(p / below.now) / NaturalLogarithm.of(above.now / below.now)
      return below.total * NaturalLogarithm.inverse(part * NaturalLogarithm.of(above.total / below.total))
    }
    return last.now > 0 ? last.total * p / last.now : 1
  }

  /// The two-sided level now that spends such a chance in all.
  func level(_ total: Double) -> Double {
    levels.min { abs($0.total - total) < abs($1.total - total) }?.now ?? total
  }
}

/// Spends the chance to err over the looks at one experiment, for every level that a verdict may need.
package struct SequentialLooks: Sendable {
  private var spendings = totals.map { AlphaSpending(total: $0) }
  private var count = 0

  /// 90 and 95 % intervals, and what Holm asks of the clearest of several figures.
  private static let totals = [0.2, RowJudge.ceilingLevel, RowJudge.level, 0.025, 0.0125, 0.005, 0.001]
  /// The most looks: more would cost power and time, and find little sooner.
  package static let most = 40

  package init() {}

  /// The look after so many pairs (more than at the last one) and a share of the time; the one at 1 is the last.
  package mutating func look(pairs: Int, share: Double) -> SequentialLook {
    count += 1
    var levels: [SequentialLook.Level] = []
    for index in spendings.indices {
      let now = spendings[index].level(at: share, observations: Double(pairs))
      levels.append(.init(total: spendings[index].total, now: now))
    }
    return SequentialLook(levels: levels, number: count)
  }

  /// Whether a look after so many pairs is worth it: each, or of many pairs each second or third.
  package static func isDue(after pairs: Int, of all: Int) -> Bool {
    pairs >= leastPairs && pairs.isMultiple(of: max(1, (all + most - 1) / most))
  }

  /// Fewer are no verdict to lean on.
  package static let leastPairs = 5
}
