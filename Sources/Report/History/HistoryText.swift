import RunModel
import Statistics

/// A history in a terminal.
package struct HistoryText {
  let history: History

  package init(_ history: History) { self.history = history }

  /// The lines.
  package var lines: [String] {
    let runs = history.entries
    var lines = ["\(history.scenario): \(runs.count) runs, \(HistoryWords.headline(history))"]
    if let first = runs.first, let last = runs.last { lines.append("  from \(first.build) to \(last.build)") }
    lines.append("")
    for trend in history.trends {
      lines.append(
        "  " + Self.padded(trend.metric.rawValue, 20) + Self.sparkline(trend.figures.map(\.value)) + "  "
          + newest(trend))
      lines += [HistoryWords.newest(trend), detectable(trend)].compactMap { $0.map { "    " + $0 } }
      lines += trend.changes.map { "    " + HistoryWords.sentence($0, trend.metric) }
    }
    return lines + history.notes.map { "  NOTE  \($0)" }
  }

  private func newest(_ trend: History.Trend) -> String {
    guard let figure = trend.figures.last else { return "" }
    return trend.metric.words(figure.value) + HistoryWords.interval(figure, trend.metric)
  }

  /// What a new run would have to be for anyone to notice, when that is much.
  private func detectable(_ trend: History.Trend) -> String? {
    guard history.unknown.contains(trend.metric) else { return nil }
    guard let least = trend.smallestDetectable else { return "too few runs to judge the newest by" }
    if trend.places.last != history.entries.count - 1 { return "the newest run does not have it" }
    let unit = trend.metric == .successRate ? " pt" : " %"
    return "cannot tell: a new run is found to be worse from \(Figures.fixed(least * 100, 0))\(unit) on"
  }

  /// The last values from low to high in eight steps.
  private static func sparkline(_ values: [Double]) -> String {
    let shown = values.suffix(32)
    guard let low = shown.min(), let high = shown.max() else { return "" }
    let steps = Array("▁▂▃▄▅▆▇█")
    return String(
      shown.map { value in
        high > low ? steps[min(7, Int((value - low) / (high - low) * 8))] : steps[0]
      })
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
