/// The figures that were compared, those of the verdict first.
struct FiguresSection {
  let comparison: Comparison
  init(_ comparison: Comparison) { self.comparison = comparison }

  static let columns = [
    "figure", "first", "second", "change", "95 %", "against the margin", "p", "p adjusted", "change",
    "size", "verdict",
  ]

  var html: HTML {
    let primary = comparison.rows.filter(\.isPrimary)
    let others = comparison.rows.filter { !$0.isPrimary }
    let scale = ForestMark.Scale(comparison.rows, comparison.margins)
    func rows(_ rows: [Comparison.Row]) -> [HTML] { rows.map { row($0, scale) } }
    let head: HTML =
      others.isEmpty
      ? .empty : "<tr><th class=\"group\" colspan=\"\(Self.columns.count)\">beside the verdict</th></tr>"
    let note =
      "With several runs a figure is the geometric mean over them. p is that of no change; adjusted by Holm over the figures of the verdict, "
      + "by Benjamini and Hochberg over the others. Response times that were cut at their limit count as longer than it."
    return Section.html(
      "Figures",
      Section.table(Self.columns, texts: [5, 8, 9, 10], rows(primary) + [head] + rows(others))
        + Section.note(note))
  }

  private func row(_ row: Comparison.Row, _ scale: ForestMark.Scale) -> HTML {
    let text = RowText(row)
    let power: HTML = text.power.map { "<small>\($0)</small>" } ?? .empty
    let note: HTML = row.note.map { "<small>\($0)</small>" } ?? .empty
    return """
      <tr><th scope="row">\(row.name)</th>\(Section.number(text.first))\(Section.number(text.second))\(Section.number(text.change))\
      \(Section.number(text.interval))<td>\(ForestMark(row, comparison.margins, scale).html)</td>\(Section.number(text.p))\
      \(Section.number(text.pAdjusted))<td>\(text.isShown)</td><td>\(text.importance)</td>\
      <td><span class="pill \(style(of: row.outcome))">\(text.outcome)</span>\(power)\(note)</td></tr>
      """
  }
}
