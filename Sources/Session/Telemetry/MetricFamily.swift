import Statistics

/// A family of a run's metrics, whatever form it is told in.
package struct MetricFamily: Sendable {
  /// What its values are, which becomes the end of its name in Prometheus and a unit in OpenTelemetry.
  enum Unit: Sendable {
    /// Things that are counted, such as `{task}`.
    case count(String)
    case seconds
    case perSecond(String)
  }

  enum Points: Sendable {
    case gauges([(labels: [String: String], value: Double)])
    /// Sums that only grow.
    case counters([(labels: [String: String], value: Double)])
    /// In nanoseconds.
    case histograms([(labels: [String: String], values: Histogram)])
  }

  /// Without `floodgate_` and the unit, such as `in_flight`.
  var name: String
  var unit: Unit
  var help: String
  var points: Points
}

extension MetricFamily {
  /// As OpenTelemetry calls it.
  var otlpName: String { "floodgate." + name }

  /// In UCUM.
  var otlpUnit: String {
    switch unit {
    case .count(let thing): "{\(thing)}"
    case .seconds: "s"
    case .perSecond(let thing): "{\(thing)}/s"
    }
  }

  /// As Prometheus calls it: also what its own translation makes of the name and unit that OpenTelemetry has, so that one
  /// dashboard serves both.
  var prometheusName: String {
    let unit =
      switch unit {
      case .count: ""
      case .seconds: "_seconds"
      case .perSecond: "_per_second"
      }
    if case .counters = points { return "floodgate_\(name)\(unit)_total" }
    return "floodgate_\(name)\(unit)"
  }
}
