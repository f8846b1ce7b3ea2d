import RunModel
import Statistics

/// The shift function: the change of each quantile, with its interval, and thin the one that holds for all together.
struct ShiftChart {
  var title: String
  var shift: Comparison.Shift
  var margin: Double

  private var step: Double { ChartFrame.plotWidth / Double(shift.points.count) }

  var html: HTML {
    ChartFrame(
      title: title, note: "above 0: the second side is slower",
      keys: [
        .init(name: "95 % of each", style: "accent"), .init(name: "95 % of all together", style: "q3"),
      ],
      values: values, step: step, summary: summary
    ).html("\(grid)\(joining: shift.points.enumerated().map { mark($1, place: $0) })\(labels)")
  }

  private var values: ChartFrame.Values {
    .init(
      columns: ["quantile", "change", "95 %", "p", "adjusted"],
      rows: shift.points.map { point in
        [
          "p\(Figures.share(point.share))", percent(point.change),
          "\(percent(point.interval.low)) to \(percent(point.interval.high))", Figures.p(point.p),
          Figures.p(point.pAdjusted),
        ]
      })
  }

  private var summary: String {
    shift.points.map { "p\(Figures.share($0.share)) \(percent($0.change))" }.joined(separator: ", ")
  }

  private func percent(_ share: Double) -> String {
    (share < 0 ? "" : "+") + Figures.fixed(share * 100, 1) + " %"
  }

  // MARK: Drawing

  /// From the lowest to the highest end of an interval, the margin included; thin ones may reach farther.
  private var range: (low: Double, high: Double) {
    let limits = shift.points.map { ($0.interval.low, $0.interval.high) }
    let low = min(-margin, limits.map(\.0).min() ?? 0)
    let high = max(margin, limits.map(\.1).max() ?? 0)
    return (max(low, -1) * 1.15, min(high, 4) * 1.15)
  }

  private func y(_ value: Double) -> Double {
    let (low, high) = range
    let place = (min(max(value, low), high) - low) / (high - low)
    return ChartFrame.bottom - place * ChartFrame.plotHeight
  }

  private var grid: HTML {
    let (low, high) = range
    let steps = Axis(maximum: max(high, -low), count: 3).ticks
    let ticks = Set(steps + steps.map { -$0 }).filter { $0 >= low && $0 <= high }.sorted()
    let right = ChartFrame.left + ChartFrame.plotWidth
    let lines = ticks.map { tick -> HTML in
      """
      <line class="\(tick == 0 ? "base" : "grid")" x1="\(ChartFrame.left)" x2="\(right)" y1="\(y(tick))" y2="\(y(tick))"/>\
      <text class="tick" x="\(ChartFrame.left - 7)" y="\(y(tick) + 4)" text-anchor="end">\(tick > 0 ? "+" : "")\(Figures.number(tick * 100)) %</text>
      """
    }
    return """
      <rect class="beyond" x="\(ChartFrame.left)" y="\(y(margin))" width="\(ChartFrame.plotWidth)" height="\(y(-margin) - y(margin))"/>\
      \(joining: lines)
      """
  }

  private func mark(_ point: Comparison.Shift.Point, place: Int) -> HTML {
    let x = ChartFrame.left + (Double(place) + 0.5) * step
    return """
      <line class="line q3" x1="\(x)" x2="\(x)" y1="\(y(point.simultaneous.low))" y2="\(y(point.simultaneous.high))"/>\
      <line class="line accent" style="stroke-width:5" x1="\(x)" x2="\(x)" y1="\(y(point.interval.low))" y2="\(y(point.interval.high))"/>\
      <circle class="dot q1" cx="\(x)" cy="\(y(point.change))" r="3.5"/>
      """
  }

  private var labels: HTML {
    ChartFrame.labels(
      shift.points.enumerated().map { index, point in
        (ChartFrame.left + (Double(index) + 0.5) * step, "p\(Figures.share(point.share))")
      })
  }
}
