import Report
import RunModel

/// The figures that were compared, those of the verdict first: five columns, and the statistics behind a click.
struct FiguresSection {
  let comparison: Comparison
  init(_ comparison: Comparison) { self.comparison = comparison }

  var html: HTML {
    let primary = comparison.rows.filter(\.isPrimary)
    let others = comparison.rows.filter { !$0.isPrimary }
    let scale = ForestMark.Scale(primary.isEmpty ? others : primary, comparison.margins)
    func rows(_ rows: [Comparison.Row]) -> [HTML] { rows.map { row($0, scale) } }
    return Section.html(
      "Figures",
      Section.table(PlainColumns.names("figure"), texts: PlainColumns.texts, rows(primary), style: "five")
        + Section.note(note) + beside(rows(others)) + StatisticsTable(comparison.rows).html)
  }

  /// Figures that move no verdict.
  private func beside(_ rows: [HTML]) -> HTML {
    if rows.isEmpty { return .empty }
    let table = Section.table(
      PlainColumns.names("figure"), texts: PlainColumns.texts, rows, caption: "Beside the verdict",
      style: "five")
    return "<details><summary>More figures, which do not decide (\(rows.count))</summary>\(table)</details>"
  }

  private var note: String {
    let margins = comparison.margins
    let runs = comparison.first.runs.count > 1 ? " A figure is the typical one of all runs of its side." : ""
    return
      "The dot is the best estimate of the change, the line what it may truly be (it holds the truth in 95 of 100 comparisons), to the right is worse; the shade is what does not matter: \(Figures.percent(margins.latency)) of a time, "
      + "\(Figures.fixed(margins.success * 100, 2)) points of success. Worse: surely a change, and perhaps more than that. Not worse: less than that, 19 times of 20. p95: 95 of 100 are not longer.\(runs)"
  }

  private func row(_ row: Comparison.Row, _ scale: ForestMark.Scale) -> HTML {
    let columns = PlainColumns(row, comparison.margins, scale)
    return """
      <tr><th scope="row">\(columns.text.title)<small>\(row.name)</small></th>\(columns.cells)</tr>\(remark(row, columns.text))
      """
  }

  /// What else is to be said of a figure, in a line of its own.
  private func remark(_ row: Comparison.Row, _ text: RowText) -> HTML {
    guard let words = row.note ?? (row.isPrimary && row.outcome == .inconclusive ? text.power : nil) else {
      return .empty
    }
    return "<tr><td class=\"faint\" colspan=\"5\">\(words)</td></tr>"
  }
}
