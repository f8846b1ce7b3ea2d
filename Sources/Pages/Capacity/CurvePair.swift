import Report
import RunModel

/// A figure of both sides against the load, at the loads that both made.
struct CurvePair {
  let curve: CapacityComparison.Curve
  let comparison: CapacityComparison

  private var horizontal: Axis { Axis(maximum: curve.points.map(\.load).max() ?? 1, count: 5) }
  private var vertical: Axis { Axis(maximum: curve.points.flatMap { [$0.first, $0.second] }.max() ?? 1) }

  var html: HTML {
    ChartFrame(
      title: curve.figure, note: curve.change,
      keys: [.init(name: "first", style: "accent"), .init(name: "second", style: "second")], values: values,
      step: ChartFrame.plotWidth / 20, summary: comparison.sentence
    ).html(
      "\(ChartFrame.grid(vertical, format))\(labels)\(line(\.first, "accent"))\(line(\.second, "second"))"
    )
  }

  private func format(_ value: Double) -> String { value == 0 ? "0" : curve.words(value) }

  private var labels: HTML {
    ChartFrame.labels(horizontal.ticks.map { (x($0), $0 == 0 ? "0" : comparison.over.number($0)) })
  }

  private func x(_ load: Double) -> Double {
    ChartFrame.left + min(load / horizontal.top, 1) * ChartFrame.plotWidth
  }
  private func y(_ value: Double) -> Double {
    ChartFrame.bottom - min(max(value, 0), vertical.top) / vertical.top * ChartFrame.plotHeight
  }

  private func line(_ value: (CapacityComparison.Point) -> Double, _ style: HTML) -> HTML {
    let places = curve.points.map { (x($0.load), y(value($0))) }
    let path = places.map { "\(Figures.fixed($0.0, 1)) \(Figures.fixed($0.1, 1))" }.joined(separator: "L")
    let dots = places.map { place -> HTML in
      "<circle class=\"dot \(style)\" cx=\"\(place.0)\" cy=\"\(place.1)\" r=\"3\"/>"
    }
    return "<path class=\"line \(style)\" d=\"M\(path)\"/>\(joining: dots)"
  }

  private var values: ChartFrame.Values {
    .init(
      columns: [comparison.over.noun, "first", "second"],
      rows: curve.points.map {
        [comparison.over.number($0.load), curve.words($0.first), curve.words($0.second)]
      })
  }
}
