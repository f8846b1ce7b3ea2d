import RunModel
import Statistics

/// Says what figures come to: whether a change is shown, whether it matters, and both together.
package struct RowJudge {
  let margins: Comparison.Margins
  package static let level = 0.05

  /// Judges the figures of the whole run: Holm over the primary ones, Benjamini and Hochberg over the others.
  func judge(_ rows: inout [Comparison.Row]) {
    let primary = rows.indices.filter { rows[$0].isPrimary && rows[$0].p != nil }
    let others = rows.indices.filter { !rows[$0].isPrimary && rows[$0].p != nil }
    for (index, p) in zip(primary, MultipleTesting.holm(primary.map { rows[$0].p ?? 1 })) {
      rows[index].pAdjusted = p
    }
    for (index, p) in zip(others, MultipleTesting.benjaminiHochberg(others.map { rows[$0].p ?? 1 })) {
      rows[index].pAdjusted = p
    }
    for index in rows.indices { conclude(&rows[index]) }
  }

  /// Judges the figures of a table's parts, adjusted over all of them.
  func judge(_ groups: inout [Comparison.Group]) {
    let places = groups.indices.flatMap { group in groups[group].rows.indices.map { (group, $0) } }
      .filter { groups[$0].rows[$1].p != nil }
    let adjusted = MultipleTesting.benjaminiHochberg(places.map { groups[$0].rows[$1].p ?? 1 })
    for ((group, row), p) in zip(places, adjusted) { groups[group].rows[row].pAdjusted = p }
    for group in groups.indices {
      for row in groups[group].rows.indices { conclude(&groups[group].rows[row]) }
    }
  }

  private func conclude(_ row: inout Comparison.Row) {
    guard let change = row.change, let interval = row.interval, let p = row.pAdjusted ?? row.p else {
      if row.isPrimary { row.outcome = .inconclusive }
      return
    }
    // More is worse, but for success.
    let isShare = row.unit == .share
    let margin = isShare ? margins.success : margins.latency
    let (low, high) = isShare ? (-interval.high, -interval.low) : (interval.low, interval.high)
    let estimate = isShare ? -change : change
    row.isSignificant = p < Self.level && !(low...high).contains(0)
    row.importance = low > margin ? .shown : (estimate > margin ? .likely : .small)
    if row.isSignificant, margins.isStrict ? low > margin : estimate > margin, low > 0 {
      row.outcome = .worse
    } else if row.secondIsBound {
      row.outcome = .inconclusive
    } else if row.isSignificant, high < 0 {
      row.outcome = .better
    } else {
      row.outcome = high <= margin ? .notWorse : .inconclusive
    }
  }

  /// What the primary figures come to.
  static func overall(_ rows: [Comparison.Row]) -> Comparison.Outcome {
    let outcomes = rows.filter(\.isPrimary).map { $0.outcome ?? .inconclusive }
    if outcomes.isEmpty { return .inconclusive }
    return [.worse, .inconclusive, .better].first(where: outcomes.contains) ?? .notWorse
  }
}
