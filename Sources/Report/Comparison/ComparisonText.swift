import RunModel
import Statistics

/// A comparison for a terminal. Pure.
package struct ComparisonText {
  let comparison: Comparison

  package init(_ comparison: Comparison) { self.comparison = comparison }

  /// The lines.
  package var lines: [String] {
    var lines = [
      comparison.sentence, comparison.nextStep,
    ]
    // Of turns it belongs to the verdict what they can tell.
    if comparison.design.turns != nil { lines += comparison.caution.map { [$0] } ?? [] }
    lines += [
      "", "comparison: \(comparison.outcome.rawValue)", "",
    ]
    lines += [header]
    lines += table(comparison.rows.filter(\.isPrimary))
    let others = comparison.rows.filter { !$0.isPrimary }
    if !others.isEmpty { lines += ["", "  beside the verdict"] + table(others) }
    for table in comparison.tables { lines += changed(table) }
    lines += cases("fail more often on the second side", comparison.newlyFailing)
    lines += cases("fail more often on the first side", comparison.newlySucceeding)
    lines += drift
    let differences = comparison.differences.map { difference in
      "  \(difference.isInvalidating ? "DIFFERS" : "differs")  \(difference.name): \(difference.first) | \(difference.second)"
    }
    let notes = comparison.notes.map { "  NOTE  \($0)" }
    return lines + (differences.isEmpty ? [] : [""] + differences) + (notes.isEmpty ? [] : [""] + notes)
  }

  private func table(_ rows: [Comparison.Row]) -> [String] {
    rows.flatMap { row -> [String] in
      let text = RowText(row)
      let line =
        "  " + pad(row.name, 22) + pad(text.first, 11) + pad(text.second, 11) + pad(text.change, 11)
        + pad(text.interval, 22) + text.outcome
      let isOpen = row.isPrimary && row.outcome == .inconclusive
      return [line] + (isOpen ? text.power.map { ["      \($0)"] } ?? [] : [])
    }
  }

  private var drift: [String] {
    guard let drift = comparison.drift else { return [] }
    return ["", "  answers: \(drift.sentence)"]
      + drift.cases.prefix(10).map { changed in
        "  " + pad(changed.id, 14) + pad(changed.differs.joined(separator: ", "), 24)
          + changed.shapes.joined(separator: " | ")
      }
  }

  private var header: String {
    "  " + pad("", 22) + pad("first", 11) + pad("second", 11) + pad("change", 11) + pad("may truly be", 22)
      + "verdict"
  }

  /// The parts of a table that changed.
  private func changed(_ table: Comparison.Table) -> [String] {
    let rows = table.groups.flatMap { group in
      group.rows.filter(\.isSignificant).map { (group, $0) }
    }.prefix(10)
    if rows.isEmpty { return [] }
    return ["", "  changed by \(table.kind)"]
      + rows.map { group, row in
        let text = RowText(row)
        let name = group.label.isEmpty ? group.name : "\(group.name) \(group.label)"
        return "  " + pad(String(name.prefix(34)), 36) + pad(row.name, 20) + pad(text.change, 10)
          + pad(text.interval, 22) + text.outcome
      }
  }

  private func cases(_ title: String, _ cases: [Comparison.ChangedCase]) -> [String] {
    if cases.isEmpty { return [] }
    return ["", "  cases that \(title): \(cases.count)"]
      + cases.prefix(10).map { "    \($0.id)  \($0.counts)  \($0.failure ?? "")  \($0.label)" }
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}
