import RunModel

/// Throughput against what is in flight, a point a stretch of time: a server that is not busy gives more when more is in
/// flight, one that is saturated only takes longer.
struct SaturationChart {
  /// Attempts in flight on average, and tasks finished a second, of one stretch.
  struct Point: Equatable {
    var inFlight: Double
    var rate: Double
  }

  private let points: [Point]
  /// Seconds of one stretch.
  private let width: Double

  private static let bins = 12

  /// `nil` where the load hardly changed, so that there is nothing to see.
  init?(_ points: [Point], width: Double) {
    let levels = points.map(\.inFlight)
    guard points.count >= 8, let low = levels.min(), let high = levels.max(), high >= 2, high > 1.5 * low
    else {
      return nil
    }
    (self.points, self.width) = (points, width)
  }

  /// The mean of the points of each bin of what is in flight; `nil` of a bin with fewer than two.
  var means: [Point?] {
    let bin = across.top / Double(Self.bins)
    let groups = Dictionary(grouping: points) { min(Self.bins - 1, Int($0.inFlight / bin)) }
    return (0..<Self.bins).map { index in
      groups[index].flatMap { group in
        guard group.count > 1 else { return nil }
        let count = Double(group.count)
        return Point(
          inFlight: group.reduce(0) { $0 + $1.inFlight } / count,
          rate: group.reduce(0) { $0 + $1.rate } / count)
      }
    }
  }

  private var across: Axis { Axis(maximum: points.map(\.inFlight).max() ?? 1, count: 6) }

  var html: HTML {
    let up = Axis(maximum: points.map(\.rate).max() ?? 1)
    let ticks = across.ticks.map { (x($0), Figures.number($0)) }
    return ChartFrame(
      title: "Throughput against in flight",
      note: "tasks a second; points of \(Figures.clock(width)), and their means", values: values,
      step: ChartFrame.plotWidth / Double(Self.bins), summary: summary
    ).html("\(ChartFrame.grid(up, Figures.number))\(ChartFrame.labels(ticks))\(joining: dots(up))\(line(up))")
  }

  private func x(_ inFlight: Double) -> Double {
    ChartFrame.left + inFlight / across.top * ChartFrame.plotWidth
  }

  private func y(_ rate: Double, _ up: Axis) -> Double {
    ChartFrame.bottom - rate / up.top * ChartFrame.plotHeight
  }

  private func dots(_ up: Axis) -> [HTML] {
    points.map { "<circle class=\"dot q3\" cx=\"\(x($0.inFlight))\" cy=\"\(y($0.rate, up))\" r=\"2.5\"/>" }
  }

  private func line(_ up: Axis) -> HTML {
    let path = means.compactMap(\.self).enumerated().map { index, mean in
      "\(index == 0 ? "M" : "L")\(Figures.fixed(x(mean.inFlight), 1)) \(Figures.fixed(y(mean.rate, up), 1))"
    }
    return "<path class=\"line q1\" d=\"\(path.joined())\"/>"
  }

  private var values: ChartFrame.Values {
    let bin = across.top / Double(Self.bins)
    return ChartFrame.Values(
      columns: ["in flight from", "tasks a second"],
      rows: means.enumerated().map { index, mean in
        [Figures.number(Double(index) * bin), mean.map { Figures.digits($0.rate) } ?? ""]
      })
  }

  private var summary: String {
    let known = means.compactMap(\.self)
    guard let first = known.first, let last = known.last else { return "" }
    return
      "\(Figures.digits(first.rate)) tasks a second with \(Figures.digits(first.inFlight)) in flight, \(Figures.digits(last.rate)) with \(Figures.digits(last.inFlight))"
  }
}
