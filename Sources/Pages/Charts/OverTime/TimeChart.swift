import RunModel

/// A chart over the run's time: lines, or stacked areas. Pure SVG, readable without a script.
struct TimeChart {
  struct Series {
    var name: String
    /// A class of the style sheet, such as `good`.
    var style: String
    /// One value a window; `nil` leaves a gap.
    var values: [Double?]
  }

  /// A horizontal line, such as a threshold's limit.
  struct Limit {
    var name: String
    var value: Double
    /// `limit` for what must not be crossed, `mark` for what only is.
    var style = "limit"
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
  /// Where the cool-down begins, seconds.
  var coolDownStart: Double?
  /// Said beside the title.
  var note = ""
  var limits: [Limit] = []
  /// A word at the run's end when something stopped it early.
  var stop: String?
  /// Whether the values stand below as a table.
  var showsValues = true

  var html: HTML {
    ChartFrame(
      title: title, note: note, keys: series.map { .init(name: $0.name, style: $0.style) }, values: values,
      step: ChartFrame.plotWidth * width / span, summary: summary, showsValues: showsValues
    ).html(drawing)
  }

  /// What is drawn, without its frame.
  var drawing: HTML {
    let axis = Axis(maximum: maximum)
    return
      "\(ChartFrame.grid(axis, format))\(timeAxis)\(warmUp)\(coolDown)\(joining: drawn(axis))\(joining: limits.map { limit($0, axis) })\(stopMark)"
  }

  private var count: Int { series.map(\.values.count).min() ?? 0 }
  private var span: Double { max(duration, width * 0.05) }

  /// The top of the axis: all values, and limits that do not flatten them.
  private var maximum: Double {
    let highest: Double =
      isStacked
      ? (0..<count).map { index in series.reduce(0) { $0 + ($1.values[index] ?? 0) } }.max() ?? 0
      : series.flatMap { $0.values.compactMap(\.self) }.max() ?? 0
    return limits.map(\.value).filter { $0 <= highest * 2.5 }.reduce(highest, max)
  }

  private func x(_ seconds: Double) -> Double {
    ChartFrame.left + min(seconds, span) / span * ChartFrame.plotWidth
  }
  private func y(_ value: Double, _ axis: Axis) -> Double {
    ChartFrame.top + ChartFrame.plotHeight * (1 - value / axis.top)
  }
  /// The middle of a window; the last one may be cut short.
  private func centre(_ index: Int) -> Double {
    (x(Double(index) * width) + x(Double(index + 1) * width)) / 2
  }
}

// MARK: - Words

extension TimeChart {
  private var values: ChartFrame.Values {
    ChartFrame.Values(
      columns: ["from"] + series.map(\.name),
      rows: (0..<count).map { index in
        [Figures.clock(Double(index) * width)] + series.map { $0.values[index].map(format) ?? "" }
      })
  }

  /// Each series between its lowest and its highest value.
  private var summary: String {
    series.map { series in
      let values = series.values.compactMap(\.self)
      guard let low = values.min(), let high = values.max() else { return "\(series.name) has no values" }
      return "\(series.name) \(format(low)) to \(format(high))"
    }.joined(separator: ", ")
  }

  private var timeAxis: HTML {
    ChartFrame.labels(Axis.time(duration).map { (x($0), Figures.clock($0)) })
  }
}

// MARK: - Drawing

extension TimeChart {
  private var warmUp: HTML {
    guard let end = warmUpEnd, end > 0 else { return .empty }
    return """
      <rect class="warmup" x="\(ChartFrame.left)" y="\(ChartFrame.top)" width="\(x(end) - ChartFrame.left)" height="\(ChartFrame.plotHeight)"/>\
      <text class="tick" x="\(ChartFrame.left + 1)" y="\(ChartFrame.top - 5)">warm-up</text>
      """
  }

  private var coolDown: HTML {
    guard let start = coolDownStart, start < duration else { return .empty }
    let (begin, end) = (x(start), ChartFrame.left + ChartFrame.plotWidth)
    return """
      <rect class="warmup" x="\(begin)" y="\(ChartFrame.top)" width="\(end - begin)" height="\(ChartFrame.plotHeight)"/>\
      <text class="tick" x="\(end)" y="\(ChartFrame.top - 5)" text-anchor="end">cool-down</text>
      """
  }

  private var stopMark: HTML {
    guard let stop else { return .empty }
    let end = x(duration)
    return """
      <line class="limit" x1="\(end)" x2="\(end)" y1="\(ChartFrame.top - 4)" y2="\(ChartFrame.bottom)"/>\
      <text class="limittext" x="\(end)" y="\(ChartFrame.top - 7)" text-anchor="end">\(stop)</text>
      """
  }

  private func limit(_ limit: Limit, _ axis: Axis) -> HTML {
    guard limit.value <= axis.top else { return .empty }
    let (start, end, height) = (
      ChartFrame.left, ChartFrame.left + ChartFrame.plotWidth, y(limit.value, axis)
    )
    return """
      <line class="\(limit.style)" x1="\(start)" x2="\(end)" y1="\(height)" y2="\(height)"/>\
      <text class="\(limit.style)text" x="\(end)" y="\(labelPlace(height))" text-anchor="end">\(limit.name)</text>
      """
  }

  /// Above its line, but below it where the word at the run's end stands.
  private func labelPlace(_ height: Double) -> Double {
    stop != nil && height < ChartFrame.top + 12 ? height + 12 : height - 4
  }

  private func drawn(_ axis: Axis) -> [HTML] {
    isStacked ? areas(axis) : series.map { line($0, axis) }
  }

  /// A line; a value with gaps on both sides is a dot.
  private func line(_ series: Series, _ axis: Axis) -> HTML {
    var path = ""
    var dots = HTML.empty
    let values = series.values
    for (index, value) in values.enumerated() {
      guard let value else { continue }
      let hasLeft = index > 0 && values[index - 1] != nil
      let hasRight = index + 1 < values.count && values[index + 1] != nil
      let (px, py) = (centre(index), y(value, axis))
      path += "\(hasLeft ? "L" : "M")\(Figures.fixed(px, 1)) \(Figures.fixed(py, 1))"
      if !hasLeft, !hasRight {
        dots += "<circle class=\"dot \(series.style)\" cx=\"\(px)\" cy=\"\(py)\" r=\"2.5\"/>"
      }
    }
    return "<path class=\"line \(series.style)\" d=\"\(path)\"/>\(dots)"
  }

  /// Columns on top of each other, one path a series.
  private func areas(_ axis: Axis) -> [HTML] {
    var base = [Double](repeating: 0, count: count)
    let gap = ChartFrame.plotWidth * width / span > 4 ? 0.8 : 0
    return series.map { series in
      var path = ""
      for index in 0..<count {
        guard let value = series.values[index], value > 0 else { continue }
        let (start, end) = (x(Double(index) * width), x(Double(index + 1) * width))
        let (low, high) = (y(base[index], axis), y(base[index] + value, axis))
        base[index] += value
        let (across, down) = (max(0.6, end - start - gap), max(0.5, low - high))
        path +=
          "M\(Figures.fixed(start, 1)) \(Figures.fixed(low - down, 1))h\(Figures.fixed(across, 1))"
          + "v\(Figures.fixed(down, 1))h-\(Figures.fixed(across, 1))z"
      }
      return "<path class=\"area \(series.style)\" d=\"\(path)\"/>"
    }
  }
}
