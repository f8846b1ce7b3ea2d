import RunModel

/// A comparison that goes on until it is decided: looks after pairs of turns, each with its part of the chance to err.
package struct UntilDecided: Sendable {
  private let plan: TurnPlan
  private let comparer: Comparer
  private var looks = SequentialLooks()

  package init(_ plan: TurnPlan, _ comparer: Comparer) { (self.plan, self.comparer) = (plan, comparer) }

  /// Looks after a pair when it is time to, or when the plan is `over`; `nil` when it is not. The comparison of the last
  /// look is the one that counts. `cases` is the share of the cases that are done, where it ends with them.
  package mutating func look(
    _ first: [ReportDocument], _ second: [ReportDocument], elapsed: Double, cases: Double? = nil,
    isOver: Bool = false
  ) -> Comparison? {
    let pairs = min(first.count, second.count)
    let isLast = isOver || !plan.hasRoom(after: pairs, elapsed: elapsed)
    guard pairs > 0 else { return nil }
    let share = isLast ? 1 : max(plan.share(after: pairs, elapsed: elapsed), cases ?? 0)
    let all = expected(pairs, elapsed, cases)
    guard isLast || (plan.untilDecided && SequentialLooks.isDue(after: pairs, of: all)) else { return nil }
    var turns = Comparison.Turns(
      pairs: pairs, seconds: plan.seconds, isTogether: plan.isTogether,
      deploymentNoise: comparer.deploymentNoise, atMost: plan.atMost, elapsed: elapsed)
    var comparer = comparer
    if plan.untilDecided {
      let look = looks.look(pairs: pairs, share: share)
      turns.looks = look.number
      comparer.look = look
    }
    return comparer.compare(TurnUnits(first, second, turns))
  }

  /// Whether the comparison says what was asked.
  package static func isDecided(_ comparison: Comparison) -> Bool {
    switch comparison.outcome {
    case .worse, .better, .notWorse: true
    case .inconclusive, .invalid: false
    }
  }

  /// How many pairs there will be, by what those so far took.
  private func expected(_ pairs: Int, _ elapsed: Double, _ cases: Double?) -> Int {
    let byTime = plan.atMost.map { elapsed > 0 ? $0 / elapsed : .infinity } ?? .infinity
    let byCases = cases.map { $0 > 0 ? 1 / $0 : .infinity } ?? .infinity
    return Int(min(Double(plan.pairs), min(byTime, byCases) * Double(pairs)))
  }
}
