import RunModel
import Statistics

/// A heat map of a latency over the run's time: the darker, the more tasks. It shows what quantiles hide: two groups of
/// tasks, or a tail that comes and goes.
struct LatencyMapChart {
  let title: String
  let map: LatencyMap
  /// Seconds of one window, and of the run.
  let width: Double
  let duration: Double

  /// Shades from none to the most tasks.
  private static let shades = 8

  var html: HTML {
    ChartFrame(
      title: title, note: "darker: more tasks; columns of \(Figures.clock(column))",
      values: values, step: ChartFrame.plotWidth * column / span, summary: summary
    ).html(
      "\(grid)\(ChartFrame.labels(Axis.time(duration).map { (x($0), Figures.clock($0)) }))\(joining: boxes)")
  }

  private var column: Double { width * Double(map.factor) }
  private var span: Double { max(duration, column * 0.05) }
  private var height: Double { ChartFrame.plotHeight / Double(LatencyMap.rows + 1) }

  private func x(_ seconds: Double) -> Double {
    ChartFrame.left + min(seconds, span) / span * ChartFrame.plotWidth
  }

  private func y(_ exponent: Double) -> Double {
    ChartFrame.bottom - (exponent - map.low) / map.step * height
  }

  private var grid: HTML {
    let high = map.low + Double(LatencyMap.rows + 1) * map.step
    let ticks = Axis.logarithmic(
      CoarseLogarithm.seconds(map.low), CoarseLogarithm.seconds(high), count: 5)
    let lines = ticks.map { tick -> HTML in
      let y = y(CoarseLogarithm.of(tick * 1e9))
      return """
        <line class="grid" x1="\(ChartFrame.left)" x2="\(ChartFrame.left + ChartFrame.plotWidth)" y1="\(y)" y2="\(y)"/>\
        <text class="tick" x="\(ChartFrame.left - 7)" y="\(y + 4)" text-anchor="end">\(Figures.short(tick))</text>
        """
    }
    return HTML(joining: lines)
  }

  /// One path a shade: by the square root of the count, so that a tail of few tasks is seen.
  private var boxes: [HTML] {
    var paths = [String](repeating: "", count: Self.shades)
    for (place, column) in map.counts.enumerated() {
      let (left, right) = (x(Double(place) * self.column), x(Double(place + 1) * self.column))
      for (row, count) in column.enumerated() where count > 0 {
        let share = (Double(count) / Double(map.most)).squareRoot()
        let shade = min(Self.shades - 1, Int((share * Double(Self.shades)).rounded(.up)) - 1)
        let top = ChartFrame.bottom - Double(row + 1) * height
        paths[shade] +=
          "M\(Figures.fixed(left, 1)) \(Figures.fixed(top, 1))h\(Figures.fixed(max(0.6, right - left), 1))"
          + "v\(Figures.fixed(height, 1))H\(Figures.fixed(left, 1))z"
      }
    }
    return paths.enumerated().filter { !$0.element.isEmpty }.map { shade, path in
      let opacity = Double(shade + 1) / Double(Self.shades)
      return "<path class=\"area accent\" fill-opacity=\"\(opacity)\" d=\"\(path)\"/>"
    }
  }

  private var values: ChartFrame.Values {
    func words(_ sketch: LatencySketch, _ share: Double) -> String {
      sketch.quantile(share).map(Figures.nanoseconds) ?? ""
    }
    return ChartFrame.Values(
      columns: ["from", "tasks", "quickest", "median", "slowest"],
      rows: map.columns.enumerated().map { index, sketch in
        [Figures.clock(Double(index) * column), Figures.count(Int(sketch.count))]
          + [0, 0.5, 1].map { words(sketch, $0) }
      })
  }

  private var summary: String {
    let all = map.columns.reduce(into: LatencySketch()) { $0.merge($1) }
    let ends = [0, 0.5, 1].map { all.quantile($0).map(Figures.nanoseconds) ?? "n/a" }
    return "from \(ends[0]) to \(ends[2]), half within \(ends[1])"
  }
}
