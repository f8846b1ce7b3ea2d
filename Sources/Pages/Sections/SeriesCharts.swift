import RunModel

/// Figures over the run's time, on the axis of its load: a chart for each name, with the series of that name.
struct SeriesCharts {
  private let series: [FigureSeries]
  private let report: ReportDocument
  /// From one look at the figures to the next, seconds.
  private let every: Double

  init(_ series: [FigureSeries], _ report: ReportDocument, every: Double) {
    (self.series, self.report, self.every) = (series, report, every)
  }

  var html: [HTML] {
    var names: [String] = []
    for series in series where !names.contains(series.name) { names.append(series.name) }
    return names.map { name in chart(name, series.filter { $0.name == name }) }
  }

  private static let styles = ["accent", "second", "third", "warn", "worse"]

  private func chart(_ name: String, _ series: [FigureSeries]) -> HTML {
    let width = series.map(\.width).max() ?? 1
    // No finer than it was looked at: every point else would stand alone.
    let seconds = max(width, Int((every / Double(width)).rounded(.up)) * width)
    let isAlone = series.count == 1
    let lines = zip(series, Self.styles).map { series, style in
      TimeChart.Series(
        name: isAlone ? series.takesHighest ? "highest" : "mean" : series.labels, style: style,
        values: padded(series.values(joining: seconds / series.width).map(Self.drawn), seconds))
    }
    let unit = series.first?.unit
    return ChartsSection(report).chart(
      name, lines, width: Double(seconds),
      note: "points of \(Figures.clock(Double(seconds)))\(unit.map { ", in \($0)" } ?? "")"
    ) { ObservedWords.value($0, unit) }.html
  }

  /// The axis begins at 0: what is below is not drawn.
  private static func drawn(_ value: Double?) -> Double? { value.flatMap { $0 < 0 ? nil : $0 } }

  /// Up to the run's end, so that all charts have one axis.
  private func padded(_ values: [Double?], _ seconds: Int) -> [Double?] {
    let wanted = Int((report.duration / Double(seconds)).rounded(.up))
    return values + [Double?](repeating: nil, count: max(0, wanted - values.count))
  }
}
