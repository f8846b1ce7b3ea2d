import RunModel
import Statistics

/// Prometheus' text exposition format.
enum PrometheusFormat: ReportFormat {
  static let name = "prometheus"

  static func render(_ report: ReportDocument) -> [UInt8] {
    let label = "scenario=\"\(escaped(report.name))\""
    var lines = ["# TYPE floodgate_tasks_total counter"]
    for status in [TaskStatus.succeeded, .failed, .timeout, .error, .cancelled] {
      lines.append(
        "floodgate_tasks_total{\(label),status=\"\(status.rawValue)\"} \(report.measurements.statistics.count(of: status))"
      )
    }
    for name in MetricName.allCases {
      let histogram = report.measurements.latency(name)
      if histogram.isEmpty { continue }
      let metric = "floodgate_\(name.rawValue)_seconds"
      lines.append("# TYPE \(metric) summary")
      for share in [0.5, 0.9, 0.95, 0.99] {
        guard histogram.carries(share), let value = histogram.quantile(share) else { continue }
        lines.append("\(metric){\(label),quantile=\"\(share)\"} \(Figures.fixed(Double(value) / 1e9, 9))")
      }
      lines.append("\(metric)_sum{\(label)} \(Figures.fixed(Double(histogram.sum) / 1e9, 9))")
      lines.append("\(metric)_count{\(label)} \(histogram.count)")
    }
    return Array(lines.map { $0 + "\n" }.joined().utf8)
  }

  private static func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "\\": "\\\\"
      case "\"": "\\\""
      default: character.isNewline ? "\\n" : String(character)
      }
    }.joined()
  }
}
