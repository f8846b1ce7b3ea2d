import Report
import RunModel
import Statistics

/// A run's metrics as an `ExportMetricsServiceRequest` in OTLP's JSON. Sums are cumulative from the run's start.
struct OTLPMetrics {
  let resource: OTLPResource
  /// Nanoseconds since 1970, of the run's start and of the look.
  let start, now: Int64

  func request(_ families: [MetricFamily]) -> JSONValue {
    // Without points a metric tells nothing.
    let metrics = families.filter { !$0.isEmpty }.map(metric)
    return [
      "resourceMetrics": [
        [
          "resource": resource.value,
          "scopeMetrics": [["scope": OTLPResource.scope, "metrics": .array(metrics)]],
        ]
      ]
    ]
  }

  private func metric(_ family: MetricFamily) -> JSONValue {
    var metric: [String: JSONValue] = [
      "name": .string(family.otlpName), "description": .string(family.help), "unit": .string(family.otlpUnit),
    ]
    switch family.points {
    case .gauges(let points):
      metric["gauge"] = ["dataPoints": .array(points.map { number($0.labels, $0.value, isSum: false) })]
    case .counters(let points):
      metric["sum"] = [
        "dataPoints": .array(points.map { number($0.labels, $0.value, isSum: true) }),
        "aggregationTemporality": Self.cumulative, "isMonotonic": true,
      ]
    case .histograms(let points):
      metric["histogram"] = [
        "dataPoints": .array(points.map { histogram($0.labels, $0.values) }),
        "aggregationTemporality": Self.cumulative,
      ]
    }
    return .object(metric)
  }

  private static let cumulative: JSONValue = 2

  private func number(_ labels: [String: String], _ value: Double, isSum: Bool) -> JSONValue {
    var point = times(labels)
    if isSum {
      point["asInt"] = .string("\(Int64(value))")
    } else {
      point["asDouble"] = .number(value)
      point["startTimeUnixNano"] = nil
    }
    return .object(point)
  }

  /// The same edges as in Prometheus' text.
  private func histogram(_ labels: [String: String], _ values: Histogram) -> JSONValue {
    var point = times(labels)
    let below = PrometheusText.edges.map { values.count(atOrBelow: Int64(($0 * 1e9).rounded())) }
    let counts = zip(below + [values.count], [0] + below).map { $0 - $1 }
    point["count"] = .string("\(values.count)")
    point["sum"] = .number(Double(values.sum) / 1e9)
    point["explicitBounds"] = .array(PrometheusText.edges.map { .number($0) })
    point["bucketCounts"] = .array(counts.map { .string("\($0)") })
    return .object(point)
  }

  private func times(_ labels: [String: String]) -> [String: JSONValue] {
    [
      "attributes": OTLPResource.attributes(labels.mapValues { .string($0) }),
      "startTimeUnixNano": .string("\(start)"), "timeUnixNano": .string("\(now)"),
    ]
  }
}

extension MetricFamily {
  fileprivate var isEmpty: Bool {
    switch points {
    case .gauges(let points), .counters(let points): points.isEmpty
    case .histograms(let points): points.isEmpty
    }
  }
}
