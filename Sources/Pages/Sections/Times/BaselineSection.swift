import RunModel

/// An empty workflow before, beside and after the load: what the platform takes for nothing.
struct BaselineSection {
  private let words: BaselineWords?
  private let enterprise: EnterpriseWords?
  init(_ report: ReportDocument) {
    enterprise = EnterpriseWords(report)
    words = report.baseline.map { BaselineWords($0, report.measurements) }
  }

  var html: HTML {
    guard let words, !words.rows.isEmpty else { return .empty }
    let said = Section.said(words.sentences)
    let rows = words.rows.map(Section.row)
    let table = Section.table(BaselineWords.columns, rows, caption: "An empty workflow of this server")
    let others = enterprise.map {
      Section.table(
        EnterpriseWords.columns, $0.rows.map(Section.row),
        caption: "In the words of Dify Enterprise's benchmarks")
    }
    return Section.html("Baseline", "\(joining: said)\(table)\(others ?? .empty)")
  }
}
