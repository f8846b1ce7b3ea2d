import RunModel
import Statistics

/// Says what figures come to: whether a change is shown, whether it matters, and both together.
package struct RowJudge {
  let margins: Comparison.Margins
  /// The look that judges, when there are several.
  var look: SequentialLook?
  package static let level = 0.05
  /// Two-sided level of the interval whose upper end rules out a change.
  static let ceilingLevel = 0.1

  package init(margins: Comparison.Margins, look: SequentialLook? = nil) {
    (self.margins, self.look) = (margins, look)
  }

  /// Judges the figures of the whole run: Holm over the primary ones, Benjamini and Hochberg over the others.
  func judge(_ rows: inout [Comparison.Row]) {
    let primary = rows.indices.filter { rows[$0].isPrimary && rows[$0].p != nil }
    let others = rows.indices.filter { !rows[$0].isPrimary && rows[$0].p != nil }
    for (index, p) in zip(primary, MultipleTesting.holm(primary.map { p(rows[$0]) })) {
      rows[index].pAdjusted = p
    }
    for (index, p) in zip(others, MultipleTesting.benjaminiHochberg(others.map { p(rows[$0]) })) {
      rows[index].pAdjusted = p
    }
    for index in rows.indices { conclude(&rows[index]) }
  }

  /// Judges the figures of a table's parts, adjusted over all of them; those of them that decide, among themselves.
  func judge(_ groups: inout [Comparison.Group]) {
    groups.withRows { judge(&$0) }
  }

  /// As a single look would have it.
  private func p(_ row: Comparison.Row) -> Double {
    let p = row.p ?? 1
    return look?.adjusted(p) ?? p
  }

  private func conclude(_ row: inout Comparison.Row) {
    guard let change = row.change, let p = row.pAdjusted ?? row.p, let bounds = RowBounds(row, look) else {
      if row.isPrimary { row.outcome = .inconclusive }
      return
    }
    let interval = bounds.interval
    (row.interval, row.ceiling) = (interval, bounds.ceiling)
    // More is worse, but for success.
    let isShare = row.unit == .share
    let margin = isShare ? margins.success : margins.latency
    let (low, high) = isShare ? (-interval.high, -interval.low) : (interval.low, interval.high)
    let estimate = isShare ? -change : change
    row.isSignificant = p < Self.level && !(low...high).contains(0)
    row.importance = low > margin ? .shown : (estimate > margin ? .likely : .small)
    if row.isSignificant, low > 0, margins.areExceeded(by: low, ceiling: bounds.ceiling, margin) {
      row.outcome = .worse
    } else if row.secondIsBound {
      row.outcome = .inconclusive
    } else if row.isSignificant, high < 0 {
      row.outcome = .better
    } else {
      row.outcome = bounds.ceiling <= margin ? .notWorse : .inconclusive
    }
  }

  /// What the primary figures come to, and where they cannot tell, the nodes that decide (``DecidingNodes``).
  static func overall(_ rows: [Comparison.Row], nodes: [Comparison.Row] = []) -> Comparison.Outcome {
    let primary = rows.filter(\.isPrimary)
    let outcomes = primary.map { $0.outcome ?? .inconclusive }
    if outcomes.contains(.worse) { return .worse }
    // A node makes answers take longer: where that is ruled out, it is told and decides nothing.
    let times = primary.filter { $0.unit == .seconds }.map { $0.outcome ?? .inconclusive }
    let isOpen = times.isEmpty || times.contains(.inconclusive)
    if isOpen, nodes.contains(where: { $0.outcome == .worse }) { return .worse }
    if outcomes.isEmpty || outcomes.contains(.inconclusive) { return .inconclusive }
    return outcomes.contains(.better) ? .better : .notWorse
  }
}

extension Comparison.Margins {
  /// Whether a change for the worse that is shown, `low` at the least, is beyond one of them: not surely less (`ceiling`),
  /// or when they are strict, surely more.
  func areExceeded(by low: Double, ceiling: Double, _ margin: Double) -> Bool {
    (isStrict ? low : ceiling) > margin
  }
}
