import RunModel

/// A comparison that goes on until it is decided: looks after pairs of turns, each with its part of the chance to err.
package struct UntilDecided: Sendable {
  private let plan: TurnPlan
  private let comparer: Comparer
  private var looks = SequentialLooks()

  package init(_ plan: TurnPlan, _ comparer: Comparer) { (self.plan, self.comparer) = (plan, comparer) }

  /// Looks after a pair when it is time to, or when the plan is `over`; `nil` when it is not. The comparison of the last
  /// look is the one that counts.
  package mutating func look(
    _ first: [ReportDocument], _ second: [ReportDocument], elapsed: Double, isOver: Bool = false
  ) -> Comparison? {
    let pairs = min(first.count, second.count)
    let isLast = isOver || !plan.hasRoom(after: pairs, elapsed: elapsed)
    guard pairs > 0 else { return nil }
    let all = plan.atMost.map { _ in expected(pairs, elapsed) } ?? plan.pairs
    guard isLast || (plan.untilDecided && SequentialLooks.isDue(after: pairs, of: all)) else { return nil }
    var turns = Comparison.Turns(
      pairs: pairs, seconds: plan.seconds, isTogether: plan.isTogether,
      deploymentNoise: comparer.deploymentNoise, atMost: plan.atMost, elapsed: elapsed)
    var comparer = comparer
    if plan.untilDecided {
      let look = looks.look(
        pairs: pairs, share: isLast ? 1 : plan.share(after: pairs, elapsed: elapsed))
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
  private func expected(_ pairs: Int, _ elapsed: Double) -> Int {
    guard let atMost = plan.atMost, elapsed > 0 else { return plan.pairs }
    return min(plan.pairs, Int(atMost / elapsed * Double(pairs)))
  }
}
