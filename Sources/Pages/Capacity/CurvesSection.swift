import RunModel

/// The curves of steps: throughput against load, and each latency of the objective.
struct CurvesSection {
  let view: StepsView
  private let title: String
  private let id: String

  init(_ view: StepsView, title: String = "Against the load", id: String = "against-the-load") {
    (self.view, self.title, self.id) = (view, title, id)
  }

  var html: HTML {
    guard !view.steps.isEmpty else { return .empty }
    // What no step could carry has no curve.
    let charts =
      ([throughput] + latencies).filter { !$0.points.isEmpty }.map(\.html)
      + [ThroughputCurve(view, limits[0]).html, LoadParts(view).html]
    return Section.html(title, "<div class=\"charts\">\(joining: charts)</div>", id: id)
  }

  private var throughput: LoadCurve {
    curve(
      "throughput", "succeeded tasks a second", knee: view.knee, asked: view.unit == .rate,
      format: { Figures.number($0) }
    ) { $0.goodput }
  }

  /// The latencies that the objective names as it was measured; response time when it names none.
  private var limits: [LatencyLimit] {
    let named = view.objective.compactMap(LatencyLimit.init(expression:))
    return named.isEmpty ? [LatencyLimit(metric: "response_time.p95", limit: nil)] : named
  }

  private var latencies: [LoadCurve] {
    limits.prefix(4).map { limit in
      curve(
        limit.metric, view.unit == .users ? "over users" : "over arrivals a second",
        limit: limit.limit.map { ("\(limit.metric) < \(Figures.seconds($0))", $0) },
        format: { $0 == 0 ? "0" : Figures.seconds($0) }
      ) { limit.value(of: $0) }
    }
  }

  private func curve(
    _ title: String, _ note: String, knee: Double? = nil, limit: (String, Double)? = nil, asked: Bool = false,
    format: @escaping (Double) -> String, value: (CapacityStep) -> Double?
  ) -> LoadCurve {
    let points = view.steps.compactMap { step in
      value(step).map { LoadCurve.Point(load: step.load, value: $0, standing: step.standing) }
    }
    return LoadCurve(
      title: title, note: note, points: points, unit: view.unit, edge: view.edge, knee: knee, limit: limit,
      showsAsked: asked, format: format, summary: view.sentence)
  }
}

/// A latency that an objective limits.
struct LatencyLimit {
  /// As thresholds spell it, such as `ttft.p95`.
  var metric: String
  /// Seconds.
  var limit: Double?

  init(metric: String, limit: Double?) { (self.metric, self.limit) = (metric, limit) }

  /// `nil` when the expression is no limit on a latency.
  init?(expression: String) {
    guard let upper = ThresholdExpression.UpperLimit(expression),
      MetricName(rawValue: upper.metric.name) != nil
    else { return nil }
    self.init(metric: "\(upper.metric)", limit: upper.limit)
  }

  /// What a step measured of it, seconds.
  func value(of step: CapacityStep) -> Double? {
    let figures = step.objective.flatMap { $0.figures ?? [] }
    if let figure = figures.first(where: { $0.metric == metric }) { return figure.value }
    return metric == "response_time.p95" ? step.response.p95 : nil
  }
}
