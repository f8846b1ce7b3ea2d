import RunModel
import Statistics

/// The figures of several runs of one scenario, together. Pure.
package enum RepeatedFigures {
  /// Of the runs that can be trusted, each as a history keeps it.
  package static func of(_ runs: [HistoryEntry]) -> [RepeatReport.Figure] {
    let whole = runs.filter { $0.verdict != .invalid && $0.verdict != .interrupted }
    return HistoryMetric.allCases.filter(\.isOfRuns).compactMap { metric in
      let values = whole.map { $0.figures[metric.rawValue]?.value }
      return figure(metric, values)
    }
  }

  package static func figure(_ metric: HistoryMetric, _ values: [Double?]) -> RepeatReport.Figure? {
    let known = values.compactMap(\.self)
    guard !known.isEmpty else { return nil }
    let mean = known.reduce(0, +) / Double(known.count)
    var figure = RepeatReport.Figure(metric: metric, values: values, mean: mean)
    guard let effect = Effect.paired(known.map { _ in 0 }, known) else { return figure }
    let interval = effect.interval()
    (figure.low, figure.high) = (interval.low, interval.high)
    if metric == .successRate { (figure.low, figure.high) = (max(0, interval.low), min(1, interval.high)) }
    let deviation = effect.standardError * Double(known.count).squareRoot()
    figure.variation = mean == 0 ? nil : deviation / abs(mean)
    return figure
  }
}
