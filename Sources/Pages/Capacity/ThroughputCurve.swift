import RunModel

/// A latency against what was served: it goes to the right as long as throughput grows, and up where more load only waits.
struct ThroughputCurve {
  /// A load: the means of its steps.
  struct Point: Equatable {
    var load: Double
    var throughput: Double
    var latency: Double
    var holds: Bool
  }

  let metric: String
  /// In the order of their loads.
  let points: [Point]
  private let view: StepsView

  init(_ view: StepsView, _ limit: LatencyLimit) {
    (self.view, metric) = (view, limit.metric)
    let steps = view.steps.filter { $0.standing == .held || $0.standing == .broke }
    points = Dictionary(grouping: steps, by: \.load).compactMap { load, steps in
      let times = steps.compactMap { limit.value(of: $0) }
      guard !times.isEmpty else { return nil }
      return Point(
        load: load, throughput: steps.map(\.goodput).reduce(0, +) / Double(steps.count),
        latency: times.reduce(0, +) / Double(times.count), holds: steps.allSatisfy(\.holds))
    }.sorted { $0.load < $1.load }
  }

  /// Where throughput stops to grow, on the line between the loads beside it; `nil` when it is not known.
  var knee: (throughput: Double, latency: Double)? {
    guard let knee = view.knee, let after = points.firstIndex(where: { $0.load >= knee }) else { return nil }
    let (high, low) = (points[after], points[max(0, after - 1)])
    let share = high.load > low.load ? (knee - low.load) / (high.load - low.load) : 1
    return (
      low.throughput + share * (high.throughput - low.throughput),
      low.latency + share * (high.latency - low.latency)
    )
  }

  var html: HTML {
    guard points.count >= 3, view.settings == nil else { return .empty }
    let frame = ChartFrame(
      title: "\(metric) against throughput", note: "over succeeded tasks a second, from load to load",
      keys: [.init(name: "held", style: "good"), .init(name: "broke", style: "bad")], values: values,
      step: ChartFrame.plotWidth / Double(points.count), summary: view.sentence)
    let labels = ChartFrame.labels(horizontal.ticks.map { (x($0), Figures.number($0)) })
    return frame.html(
      "\(ChartFrame.grid(vertical) { $0 == 0 ? "0" : Figures.seconds($0) })\(labels)\(kneeMark)\(course)\(joining: dots)"
    )
  }

  private var horizontal: Axis { Axis(maximum: points.map(\.throughput).max() ?? 1, count: 5) }
  /// A load that was hopeless must not press all others to the ground.
  private var vertical: Axis {
    let held = points.filter(\.holds).map(\.latency).max() ?? .infinity
    return Axis(maximum: min(points.map(\.latency).max() ?? 1, 3 * held))
  }

  private func x(_ throughput: Double) -> Double {
    ChartFrame.left + throughput / horizontal.top * ChartFrame.plotWidth
  }
  private func y(_ latency: Double) -> Double {
    ChartFrame.bottom - min(latency, vertical.top) / vertical.top * ChartFrame.plotHeight
  }

  private var kneeMark: HTML {
    guard let knee else { return .empty }
    let place = x(knee.throughput)
    let anchor: HTML = place > ChartFrame.left + ChartFrame.plotWidth / 2 ? "end" : "start"
    return """
      <line class="mark" x1="\(place)" x2="\(place)" y1="\(ChartFrame.top - 4)" y2="\(ChartFrame.bottom)"/>\
      <text class="marktext" x="\(place)" y="\(ChartFrame.top - 6)" text-anchor="\(anchor)">knee \(view.unit.words(view.knee ?? 0))</text>
      """
  }

  private var course: HTML {
    let path = points.map { "\(Figures.fixed(x($0.throughput), 1)) \(Figures.fixed(y($0.latency), 1))" }
    return "<path class=\"line accent\" d=\"M\(path.joined(separator: "L"))\"/>"
  }

  private var dots: [HTML] {
    points.map { point in
      "<circle class=\"dot \(point.holds ? "good" : "bad")\" cx=\"\(x(point.throughput))\" cy=\"\(y(point.latency))\" r=\"3.5\"/>"
    }
  }

  private var values: ChartFrame.Values {
    ChartFrame.Values(
      columns: [view.unit.noun, "tasks/s", metric],
      rows: points.map {
        [view.unit.number($0.load), Figures.digits($0.throughput), Figures.seconds($0.latency)]
      })
  }
}
