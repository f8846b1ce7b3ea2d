import Report
import RunModel
import Statistics

/// The course of a metric over runs: its values with their intervals, the levels of its segments, and its changes.
/// The axis begins at 0; so that changes of a high success rate can be seen, what is missing of it is drawn.
struct TrendChart {
  let trend: History.Trend
  let entries: [HistoryEntry]

  private var count: Int { trend.figures.count }
  private var step: Double { ChartFrame.plotWidth / Double(max(count, 1)) }

  var html: HTML {
    let highest = trend.figures.flatMap { [drawn($0.value), bounds($0)?.high ?? 0] }.max() ?? 0
    let axis = Axis(maximum: highest)
    let marks = trend.figures.enumerated().map { mark($0.offset, $0.element, axis) }
    return ChartFrame(
      title: trend.metric == .successRate ? "not succeeded" : trend.metric.rawValue,
      note: "over \(count) runs",
      keys: [
        .init(name: "run, with its 95 % interval", style: "accent"), .init(name: "level", style: "second"),
      ],
      values: values, step: step, summary: summary
    ).html("\(ChartFrame.grid(axis, words))\(joining: marks)\(joining: levels(axis))\(joining: changes)")
  }

  private func drawn(_ value: Double) -> Double { trend.metric == .successRate ? 1 - value : value }

  private func bounds(_ figure: HistoryEntry.Figure) -> (low: Double, high: Double)? {
    guard let low = figure.low, let high = figure.high else { return nil }
    return trend.metric == .successRate ? (1 - high, 1 - low) : (low, high)
  }

  private func words(_ value: Double) -> String { value == 0 ? "0" : trend.metric.words(value) }
  private func x(_ index: Double) -> Double { ChartFrame.left + (index + 0.5) * step }
  private func y(_ value: Double, _ axis: Axis) -> Double {
    ChartFrame.bottom - min(max(value, 0), axis.top) / axis.top * ChartFrame.plotHeight
  }

  private func mark(_ index: Int, _ figure: HistoryEntry.Figure, _ axis: Axis) -> HTML {
    let place = x(Double(index))
    let whisker = bounds(figure).map { ends -> HTML in
      """
      <line class="base" x1="\(place)" x2="\(place)" y1="\(y(ends.low, axis))" y2="\(y(ends.high, axis))"/>
      """
    }
    return """
      \(whisker ?? .empty)<circle class="dot accent" cx="\(place)" cy="\(y(drawn(figure.value), axis))" r="2.5"/>
      """
  }

  /// The level of each segment, from its first run to its last.
  private func levels(_ axis: Axis) -> [HTML] {
    let edges = [0] + trend.changes.map(\.change.index) + [count]
    return zip(edges, edges.dropFirst()).map { start, end in
      let level = y(drawn(ChangeDetector.median(trend.figures[start..<end].map(\.value))), axis)
      let (from, to) = (x(Double(start) - 0.4), x(Double(end) - 0.6))
      return """
        <path class="line second" d="M\(Figures.fixed(from, 1)) \(Figures.fixed(level, 1))L\(Figures.fixed(to, 1)) \(Figures.fixed(level, 1))"/>
        """
    }
  }

  private var changes: [HTML] {
    trend.changes.map { change in
      let place = x(Double(change.change.index) - 0.5)
      let style: HTML = change.isWorse ? "limit" : "mark"
      return """
        <line class="\(style)" x1="\(place)" x2="\(place)" y1="\(ChartFrame.top - 4)" y2="\(ChartFrame.bottom)"/>\
        <text class="\(style)text" x="\(place)" y="\(ChartFrame.top - 6)" text-anchor="middle">\(change.firstAfter.cropped(16))</text>
        """
    }
  }

  private var values: ChartFrame.Values {
    ChartFrame.Values(
      columns: ["build", trend.metric.rawValue, "95 %"],
      rows: trend.figures.enumerated().map { index, figure in
        let range = figure.low.flatMap { low in
          figure.high.map { "\(trend.metric.words(low)) to \(trend.metric.words($0))" }
        }
        return [
          entries[trend.places[index]].build.cropped(40), trend.metric.words(figure.value), range ?? "",
        ]
      })
  }

  private var summary: String {
    trend.changes.isEmpty
      ? "no change of level"
      : trend.changes.map { HistoryWords.sentence($0, trend.metric) }.joined(separator: "; ")
  }
}
