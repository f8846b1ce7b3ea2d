import RunModel
import Statistics

/// Sentences of a history, for all its forms.
package enum HistoryWords {
  package static func headline(_ history: History) -> String {
    let worse = history.trends.filter(\.isWorse).map(\.metric.rawValue)
    if !worse.isEmpty { return "got worse: \(worse.joined(separator: ", "))" }
    let unknown = history.unknown.map(\.rawValue)
    if history.trends.isEmpty { return "nothing was measured" }
    if history.entries.count < 4 { return "too few runs: the newest is judged from the fourth run on" }
    return unknown.isEmpty ? "nothing got worse" : "cannot tell for \(unknown.joined(separator: ", "))"
  }

  /// The newest runs, where they left their level, in a sentence.
  package static func newest(_ trend: History.Trend) -> String? {
    trend.newest.map { change in
      let count = trend.figures.count - change.change.index
      let runs = count == 1 ? "the newest run is" : "the \(count) newest runs are"
      let (before, after) = (
        trend.metric.words(change.change.before), trend.metric.words(change.change.after)
      )
      return
        "\(runs) \(change.isWorse ? "worse" : "better") than the level of those before: \(before) to \(after)\(size(change.change, trend.metric)), p \(Figures.p(change.change.probability))"
    }
  }

  package static func sentence(_ change: History.Change, _ metric: HistoryMetric) -> String {
    let (before, after) = (change.change.before, change.change.after)
    return
      "\(change.isWorse ? "worse" : "better") between \(change.lastBefore) and \(change.firstAfter): \(metric.words(before)) to \(metric.words(after))\(size(change.change, metric)), p = \(Figures.fixed(change.change.probability, 3))"
  }

  private static func size(_ change: LevelChange, _ metric: HistoryMetric) -> String {
    guard metric != .successRate, change.before > 0 else { return "" }
    let share = change.after / change.before - 1
    return " (\(share < 0 ? "-" : "+")\(Figures.fixed(abs(share) * 100, 1)) %)"
  }

  package static func interval(_ figure: HistoryEntry.Figure, _ metric: HistoryMetric) -> String {
    guard let low = figure.low, let high = figure.high else { return "" }
    return "  (95 %: \(metric.words(low)) to \(metric.words(high)))"
  }
}
