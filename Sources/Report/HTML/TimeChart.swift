/// A chart over the run's time: lines, or stacked areas. Pure SVG, readable without a script.
struct TimeChart {
  struct Series {
    var name: String
    /// A class of the style sheet, such as `good`.
    var style: String
    /// One value a window; `nil` leaves a gap.
    var values: [Double?]
  }

  var title: String
  var series: [Series]
  /// Seconds of one window.
  var width: Double
  /// Seconds of the whole run.
  var duration: Double
  var isStacked = false
  /// How a value is written.
  var format: @Sendable (Double) -> String
  /// Where the warm-up ends, seconds.
  var warmUpEnd: Double?

  private static let left = 62.0
  private static let right = 12.0
  private static let top = 12.0
  private static let plotWidth = 640.0
  private static let plotHeight = 170.0

  var html: HTML {
    let axis = Axis(maximum: maximum)
    let total = Self.left + Self.plotWidth + Self.right
    return """
      <figure class="chart"><figcaption>\(title)</figcaption>
      <svg viewBox="0 0 \(total) 220" role="img" aria-label="\(title)">\(grid(axis))\(timeAxis)\(warmUp)\(joining: drawn(axis))\(joining: hovers(axis))</svg>
      <div class="legend">\(joining: series.map(legend))</div></figure>
      """
  }

  private var maximum: Double {
    guard isStacked else { return series.flatMap { $0.values.compactMap(\.self) }.max() ?? 0 }
    return (0..<count).map { index in series.reduce(0) { $0 + ($1.values[index] ?? 0) } }.max() ?? 0
  }

  private var count: Int { series.map(\.values.count).min() ?? 0 }

  private func x(_ seconds: Double) -> Double { Self.left + seconds / max(duration, width) * Self.plotWidth }
  private func y(_ value: Double, _ axis: Axis) -> Double {
    Self.top + Self.plotHeight * (1 - value / axis.top)
  }
  /// The middle of a window; the last one may be cut short.
  private func centre(_ index: Int) -> Double {
    let start = Double(index) * width
    return x((start + min(start + width, max(duration, start))) / 2)
  }

  private func grid(_ axis: Axis) -> HTML {
    HTML(
      joining: axis.ticks.map { tick in
        let height = y(tick, axis)
        return """
          <line class="grid" x1="\(Self.left)" x2="\(Self.left + Self.plotWidth)" y1="\(height)" y2="\(height)"/>\
          <text class="tick" x="\(Self.left - 8)" y="\(height + 4)" text-anchor="end">\(format(tick))</text>
          """
      })
  }

  private var timeAxis: HTML {
    HTML(
      joining: Axis.time(duration).map { tick in
        """
        <text class="tick" x="\(x(tick))" y="\(Self.top + Self.plotHeight + 20)" text-anchor="middle">\(Figures.clock(tick))</text>
        """
      })
  }

  private var warmUp: HTML {
    guard let end = warmUpEnd, end > 0 else { return .empty }
    return """
      <rect class="warmup" x="\(Self.left)" y="\(Self.top)" width="\(x(min(end, duration)) - Self.left)" height="\(Self.plotHeight)"/>\
      <text class="tick" x="\(Self.left + 4)" y="\(Self.top + 12)">warm-up</text>
      """
  }

  private func drawn(_ axis: Axis) -> [HTML] {
    isStacked ? areas(axis) : series.map { line($0, axis) }
  }

  private func line(_ series: Series, _ axis: Axis) -> HTML {
    var path = ""
    var isDown = false
    var dots = HTML.empty
    for (index, value) in series.values.enumerated() {
      guard let value else {
        isDown = false
        continue
      }
      let (px, py) = (centre(index), y(value, axis))
      path += "\(isDown ? "L" : "M")\(Figures.fixed(px, 1)) \(Figures.fixed(py, 1))"
      isDown = true
      if series.values.count < 60 {
        dots += "<circle class=\"dot \(series.style)\" cx=\"\(px)\" cy=\"\(py)\" r=\"2\"/>"
      }
    }
    return "<path class=\"line \(series.style)\" d=\"\(path)\"/>\(dots)"
  }

  private func areas(_ axis: Axis) -> [HTML] {
    var base = [Double](repeating: 0, count: count)
    return series.map { series in
      let bars = (0..<count).map { index -> HTML in
        let value = series.values[index] ?? 0
        guard value > 0 else { return .empty }
        let start = x(Double(index) * width)
        let end = x(min(Double(index + 1) * width, max(duration, Double(index) * width + width * 0.2)))
        let (low, high) = (y(base[index], axis), y(base[index] + value, axis))
        base[index] += value
        return """
          <rect class="area \(series.style)" x="\(start)" y="\(high)" width="\(max(0.6, end - start - 0.8))" height="\(max(0.5, low - high))"/>
          """
      }
      return HTML(joining: bars)
    }
  }

  /// Invisible columns whose titles show the values.
  private func hovers(_ axis: Axis) -> [HTML] {
    (0..<count).map { index in
      let start = x(Double(index) * width)
      let end = x(min(Double(index + 1) * width, max(duration, width)))
      let values = series.compactMap { series in series.values[index].map { "\(series.name): \(format($0))" }
      }
      let label = ([Figures.clock(Double(index) * width)] + values).joined(separator: "\n")
      return """
        <rect class="hover" x="\(start)" y="\(Self.top)" width="\(max(0.5, end - start))" height="\(Self.plotHeight)"><title>\(label)</title></rect>
        """
    }
  }

  private func legend(_ series: Series) -> HTML {
    "<span><i class=\"swatch \(series.style)\"></i>\(series.name)</span>"
  }
}
