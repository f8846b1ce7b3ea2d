import Report
import RunModel

/// What statisticians want to see of figures, behind a click.
struct StatisticsTable {
  let rows: [(part: String, row: Comparison.Row)]

  init(_ rows: [Comparison.Row]) { self.rows = rows.map { ("", $0) } }
  init(_ rows: [(part: String, row: Comparison.Row)]) { self.rows = rows }

  static let columns = [
    "figure", "change", "95 %", "p", "adjusted", "shown", "margin", "power",
  ]

  var html: HTML {
    if rows.isEmpty { return .empty }
    let note =
      "p is that of no change; adjusted by Holm over the figures that decide, by Benjamini and Hochberg over the others of a table. Times that were cut at their limit count as longer than it."
    let listing = Listing(rows, limit: 300, bytes: 100_000) { row($0.part, $0.row) }
    return """
      <details><summary>Statistics</summary>\(Section.table(Self.columns, texts: [5, 6, 7], listing.rows, caption: "Statistics"))\
      \(Section.note(note + " " + listing.remark("figures", "the clearest ones")))</details>
      """
  }

  private func row(_ part: String, _ row: Comparison.Row) -> HTML {
    let text = RowText(row)
    let name = part.isEmpty ? row.name : "\(part.cropped(80)): \(row.name)"
    return """
      <tr><th scope="row" class="name">\(name)</th>\(Section.number(text.change))\(Section.number(text.interval))\
      \(Section.number(text.p))\(Section.number(text.pAdjusted))<td>\(text.isShown)</td><td>\(text.size)</td>\
      <td class="faint">\(text.power ?? "")</td></tr>
      """
  }
}
