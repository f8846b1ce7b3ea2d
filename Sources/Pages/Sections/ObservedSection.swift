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
    let said = Section.said(words.sentences)
    let table = Section.table(
      ObservedWords.columns, words.rows.map(Section.row),
      caption: "Figures of the server, with rank correlations and their intervals")
    return Section.html(
      "The server's own figures",
      "\(joining: said)<div class=\"charts column\">\(ChartsSection(report).responseTimes)\(joining: charts)</div>\(table)"
    )
  }

  /// One chart a query, with its series.
  private var charts: [HTML] {
    var names: [String] = []
    for series in observed.series where !names.contains(series.query) { names.append(series.query) }
    return names.map { name in chart(name, observed.series.filter { $0.query == name }) }
  }

  private static let styles = ["accent", "second", "third", "warn", "worse"]

  private func chart(_ name: String, _ series: [ObservedSeries]) -> HTML {
    let width = series.map(\.width).max() ?? 1
    // No finer than it was looked at: every point else would stand alone.
    let seconds = max(width, Int((observed.every / Double(width)).rounded(.up)) * width)
    let isAlone = series.count == 1
    let lines = zip(series, Self.styles).map { series, style in
      TimeChart.Series(
        name: isAlone ? "mean" : series.labels, style: style,
        values: padded(series.means(joining: seconds / series.width).map(Self.drawn), seconds))
    }
    let unit = series.first?.unit
    return ChartsSection(report).chart(
      name, lines, width: Double(seconds),
      note: "points of \(Figures.clock(Double(seconds)))\(unit.map { ", in \($0)" } ?? "")"
    ) { ObservedWords.value($0, unit) }.html
  }

  /// The axis begins at 0: what is below is in the table alone.
  private static func drawn(_ value: Double?) -> Double? { value.flatMap { $0 < 0 ? nil : $0 } }

  /// Up to the run's end, so that all charts have one axis.
  private func padded(_ values: [Double?], _ seconds: Int) -> [Double?] {
    let wanted = Int((report.duration / Double(seconds)).rounded(.up))
    return values + [Double?](repeating: nil, count: max(0, wanted - values.count))
  }
}
