import RunModel

/// The server's own figures under the latency, on the same axis of time.
struct ObservedSection {
  private let report: ReportDocument
  private let observed: ObservedReport

  /// `nil` when nothing was asked.
  init?(_ report: ReportDocument) {
    guard let observed = report.observed, !observed.series.isEmpty || observed.failed > 0 else { return nil }
    (self.report, self.observed) = (report, observed)
  }

  var html: HTML {
    let words = ObservedWords(observed, report)
    let charts = SeriesCharts(observed.series, report, every: observed.every)
    let said = Section.said(words.sentences)
    let table = Section.table(
      ObservedWords.columns, words.rows.map(Section.row),
      caption: "Figures of the server, with rank correlations and their intervals")
    return Section.html(
      "The server's own figures",
      "\(joining: said)<div class=\"charts column\">\(ChartsSection(report).responseTimes)\(joining: charts.html)</div>\(table)"
    )
  }
}
