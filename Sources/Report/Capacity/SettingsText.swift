import RunModel

/// What each combination of a sweep's settings came to, for a terminal. Pure.
package enum SettingsText {
  /// A line each, under heads; empty when loads alone differed.
  package static func lines(_ report: SweepReport) -> [String] {
    guard let settings = report.settings, !report.sets.isEmpty else { return [] }
    let width = (report.sets.map { settings.words($0.values).count }.max() ?? 0) + 2
    let heads =
      pad("", width) + pad("good/s", 10) + pad("success", 11) + pad("p50", 10) + pad("p95", 10) + "ttft p95"
    let rows = report.sets.map { row in
      let times = [row.response50, row.response95, row.firstText95].map { $0.map(Figures.seconds) ?? "n/a" }
      return pad(settings.words(row.values), width) + pad(Figures.digits(row.goodput), 10)
        + pad(row.tasks > 0 ? Figures.percent(Double(row.succeeded) / Double(row.tasks)) : "n/a", 11)
        + pad(times[0], 10) + pad(times[1], 10) + times[2]
    }
    return ([heads] + rows).map(\.withoutControls)
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}
