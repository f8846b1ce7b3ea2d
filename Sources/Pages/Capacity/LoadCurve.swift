import RunModel

/// A figure of each step against its load: what held, what broke, the edge between them, and the knee.
struct LoadCurve {
  /// A step's place.
  struct Point {
    var load: Double
    var value: Double
    var standing: CapacityStep.Standing
  }

  var title: String
  var note: String
  var points: [Point]
  var unit: CapacityPlan.Unit
  /// What is between the load that held and the one that broke; `nil` when it is not known.
  var edge: ClosedRange<Double>?
  /// Where throughput stops to grow.
  var knee: Double?
  /// The limit that the objective sets.
  var limit: (name: String, value: Double)?
  /// Whether the value is drawn that each arrival would have brought: the straight line.
  var showsAsked = false
  var format: (Double) -> String
  var summary: String

  private var mostLoad: Double { max(points.map(\.load).max() ?? 1, knee ?? 0) }
  private var horizontal: Axis { Axis(maximum: mostLoad, count: 5) }
  private var vertical: Axis {
    let values = points.map(\.value) + [limit?.value ?? 0]
    return Axis(maximum: min(values.max() ?? 1, outlierLimit))
  }

  /// One step that was hopeless must not press all others to the ground.
  private var outlierLimit: Double {
    let others = points.filter { $0.standing == .held }.map(\.value) + [limit?.value ?? 0]
    let most = others.max() ?? 0
    return most > 0 ? most * 3 : .infinity
  }

  var html: HTML {
    let frame = ChartFrame(
      title: title, note: note, keys: keys, values: values, step: ChartFrame.plotWidth / 20, summary: summary)
    return frame.html(
      "\(edgeArea)\(ChartFrame.grid(vertical, format))\(labels)\(asked)\(limitLine)\(kneeLine)\(course)\(joining: marks)"
    )
  }

  private var keys: [ChartFrame.Key] {
    [.init(name: "held", style: "good"), .init(name: "broke", style: "bad")]
      + (points.contains { $0.standing == .generator }
        ? [.init(name: "generator too slow", style: "quiet")] : [])
      + (showsAsked ? [.init(name: "as many as arrived", style: "quiet")] : [])
      + (edge == nil ? [] : [.init(name: "the capacity lies here", style: "q3")])
  }

  private func x(_ load: Double) -> Double {
    ChartFrame.left + min(load / horizontal.top, 1) * ChartFrame.plotWidth
  }
  private func y(_ value: Double) -> Double {
    ChartFrame.bottom - min(max(value, 0), vertical.top) / vertical.top * ChartFrame.plotHeight
  }

  private var labels: HTML {
    ChartFrame.labels(horizontal.ticks.map { (x($0), $0 == 0 ? "0" : unit.number($0)) })
  }

  private var edgeArea: HTML {
    guard let edge else { return .empty }
    let width = max(2, x(edge.upperBound) - x(edge.lowerBound))
    return """
      <rect class="band q3" x="\(x(edge.lowerBound))" y="\(ChartFrame.top)" width="\(width)" height="\(ChartFrame.plotHeight)"/>
      """
  }

  private var asked: HTML {
    guard showsAsked else { return .empty }
    let most = min(horizontal.top, vertical.top)
    return """
      <path class="line weak quiet" d="M\(x(0)) \(y(0))L\(x(most)) \(y(most))"/>
      """
  }

  private var limitLine: HTML {
    guard let limit, limit.value <= vertical.top else { return .empty }
    let place = y(limit.value)
    return """
      <line class="limit" x1="\(ChartFrame.left)" x2="\(ChartFrame.left + ChartFrame.plotWidth)" y1="\(place)" y2="\(place)"/>\
      <text class="limittext" x="\(ChartFrame.left + 6)" y="\(place - 5)">\(limit.name)</text>
      """
  }

  private var kneeLine: HTML {
    guard let knee else { return .empty }
    let anchor: HTML = x(knee) > ChartFrame.left + ChartFrame.plotWidth * 0.8 ? "end" : "start"
    return """
      <line class="mark" x1="\(x(knee))" x2="\(x(knee))" y1="\(ChartFrame.top - 4)" y2="\(ChartFrame.bottom)"/>\
      <text class="marktext" x="\(x(knee))" y="\(ChartFrame.top - 6)" text-anchor="\(anchor)">knee \(unit.words(knee))</text>
      """
  }

  /// The mean of each load's steps, joined.
  private var course: HTML {
    let means = Dictionary(grouping: points.filter { $0.standing != .generator }, by: \.load).map {
      load, points in
      (load, points.map(\.value).reduce(0, +) / Double(points.count))
    }.sorted { $0.0 < $1.0 }
    if means.isEmpty { return .empty }
    let path = means.map { "\(Figures.fixed(x($0.0), 1)) \(Figures.fixed(y($0.1), 1))" }.joined(
      separator: "L")
    return "<path class=\"line accent\" d=\"M\(path)\"/>"
  }

  private var marks: [HTML] {
    points.map { point in
      let style: HTML = point.standing == .held ? "good" : (point.standing == .broke ? "bad" : "quiet")
      return "<circle class=\"dot \(style)\" cx=\"\(x(point.load))\" cy=\"\(y(point.value))\" r=\"3.5\"/>"
    }
  }

  private var values: ChartFrame.Values {
    ChartFrame.Values(
      columns: [unit == .users ? "users" : "arrivals/s", title, "step"],
      rows: points.sorted { $0.load < $1.load }.map {
        [unit.number($0.load), format($0.value), $0.standing.rawValue]
      })
  }
}
