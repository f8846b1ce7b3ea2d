import RunModel
import Statistics

/// The curves of two sides at the loads that both made: throughput, and the latencies that the steps know. Pure.
enum CapacityCurves {
  static func of(_ first: [CapacityReport], _ second: [CapacityReport]) -> [CapacityComparison.Curve] {
    let figures: [(String, (CapacityStep) -> Double?)] = [
      ("throughput", { $0.goodput > 0 ? $0.goodput : nil }), ("response_time.p50", { $0.response.p50 }),
      ("response_time.p95", { $0.response.p95 }), ("ttft.p95", { $0.firstText.p95 }),
    ]
    return figures.compactMap { name, value in
      curve(name, means(first, value), means(second, value))
    }
  }

  /// The mean of each load's whole steps.
  private static func means(_ searches: [CapacityReport], _ value: (CapacityStep) -> Double?) -> [Double:
    Double]
  {
    let whole = searches.flatMap(\.steps).filter { ($0.holds || $0.breaks) && !$0.endedEarly }
    return Dictionary(grouping: whole, by: \.load).compactMapValues { steps in
      let values = steps.compactMap(value)
      return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
  }

  /// Loads are the units: Student's interval of the logarithms of their ratios.
  private static func curve(_ name: String, _ first: [Double: Double], _ second: [Double: Double])
    -> CapacityComparison.Curve?
  {
    let points = first.keys.sorted().compactMap { load -> CapacityComparison.Point? in
      guard let before = first[load], let after = second[load], before > 0, after > 0 else { return nil }
      return .init(load: load, first: before, second: after)
    }
    if points.isEmpty { return nil }
    let (before, after) = (
      points.map { NaturalLogarithm.of($0.first) }, points.map { NaturalLogarithm.of($0.second) }
    )
    let mean = zip(after, before).reduce(0) { $0 + $1.0 - $1.1 } / Double(points.count)
    let interval = points.count < 3 ? nil : Effect.paired(before, after)?.interval()
    return .init(
      figure: name, ratio: NaturalLogarithm.inverse(mean),
      interval: interval.map {
        Interval(low: NaturalLogarithm.inverse($0.low), high: NaturalLogarithm.inverse($0.high))
      }, points: points)
  }
}
