import Report
import RunModel

/// The figures that were compared, those of the verdict first.
struct FiguresSection {
  let comparison: Comparison
  init(_ comparison: Comparison) { self.comparison = comparison }

  static let columns = [
    "figure", "verdict", "first", "second", "change", "95 %", "against the margin", "p", "adjusted", "shown",
    "margin",
  ]

  var html: HTML {
    let primary = comparison.rows.filter(\.isPrimary)
    let others = comparison.rows.filter { !$0.isPrimary }
    let scale = ForestMark.Scale(primary.isEmpty ? others : primary, comparison.margins)
    func rows(_ rows: [Comparison.Row]) -> [HTML] { rows.map { row($0, scale) } }
    let head: HTML =
      others.isEmpty
      ? .empty : "<tr><th class=\"group\" colspan=\"\(Self.columns.count)\">beside the verdict</th></tr>"
    let note =
      "With several runs a figure is the geometric mean over them. p is that of no change; adjusted by Holm over the figures of the verdict, "
      + "by Benjamini and Hochberg over the others. Response times that were cut at their limit count as longer than it."
    return Section.html(
      "Figures",
      Section.table(Self.columns, texts: [1, 6, 9, 10], rows(primary) + [head] + rows(others))
        + Section.note(note))
  }

  private func row(_ row: Comparison.Row, _ scale: ForestMark.Scale) -> HTML {
    let text = RowText(row)
    return """
      <tr><th scope="row">\(row.name)</th><td>\(text.pill)</td>\
      \(Section.number(text.first))\(Section.number(text.second))\(Section.number(text.change))\(Section.number(text.interval))\
      <td>\(ForestMark(row, comparison.margins, scale).html)</td>\(Section.number(text.p))\(Section.number(text.pAdjusted))\
      <td style="white-space:nowrap">\(text.isShown)</td><td style="white-space:nowrap">\(text.size)</td></tr>\(remark(row, text))
      """
  }

  /// What else is to be said of a figure, in a line of its own.
  private func remark(_ row: Comparison.Row, _ text: RowText) -> HTML {
    guard let words = row.note ?? (row.isPrimary ? text.power : nil) else { return .empty }
    return "<tr><td></td><td class=\"faint\" colspan=\"\(Self.columns.count - 1)\">\(words)</td></tr>"
  }
}
