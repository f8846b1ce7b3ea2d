import RunModel

/// An empty workflow before, beside and after the load: what the platform takes for nothing.
struct BaselineSection {
  private let words: BaselineWords?
  init(_ report: ReportDocument) {
    words = report.baseline.map { BaselineWords($0, report.measurements) }
  }

  var html: HTML {
    guard let words, !words.rows.isEmpty else { return .empty }
    let said = words.sentences.map { "<p class=\"said\">\($0.cropped(400))</p>" as HTML }
    let rows = words.rows.map { cells -> HTML in
      let figures = cells.dropFirst().map { Section.number($0) }
      return "<tr><th scope=\"row\">\(cells[0])</th>\(joining: figures)</tr>"
    }
    let table = Section.table(BaselineWords.columns, rows, caption: "An empty workflow of this server")
    return Section.html("Baseline", "\(joining: said)\(table)")
  }
}
