import RunModel
import Statistics

/// Prometheus' text exposition format 0.0.4; GitLab's metrics reports read it too. Latencies are histograms of seconds,
/// successes and failures apart, beside gauges of the quantiles that the sample can carry.
enum PrometheusFormat: ReportFormat {
  static let name = "prometheus"

  static func render(_ report: ReportDocument) -> [UInt8] {
    let run = ["scenario": report.name]
    let counts = report.measurements.statistics
    var text = PrometheusText()
    text.family("floodgate_tasks_total", .counter, "Tasks after the warm-up, by how they ended.")
    for status in [TaskStatus.succeeded, .failed, .timeout, .error, .cancelled] {
      text.sample(merging(run, ["status": status.rawValue]), Double(counts.count(of: status)))
    }
    for (name, help, value) in [
      ("retries_total", "Attempts beyond the first.", Double(counts.retries)),
      ("tokens_total", "Tokens used.", Double(counts.tokens.total)),
      ("cost_total", "What it cost, in the target's currency.", counts.cost.amount),
      ("requests_total", "Requests sent, warm-up left out.", Double(report.measurements.traffic.requests)),
    ] {
      text.family("floodgate_\(name)", .counter, help)
      text.sample(run, value)
    }
    failures(report, run, &text)
    gauges(report, run, &text)
    for name in MetricName.allCases { latency(report.measurements.series(name), name, run, &text) }
    return Array(text.text.utf8)
  }

  private static func failures(
    _ report: ReportDocument, _ run: [String: String], _ text: inout PrometheusText
  ) {
    if report.measurements.failures.isEmpty { return }
    text.family("floodgate_failed_attempts_total", .counter, "Attempts that failed, by class.")
    for (name, group) in report.measurements.failures.sorted(by: { $0.key < $1.key }) {
      text.sample(merging(run, ["class": name]), Double(group.count))
    }
  }

  private static func gauges(_ report: ReportDocument, _ run: [String: String], _ text: inout PrometheusText)
  {
    text.family("floodgate_run_duration_seconds", .gauge, "How long the run took.")
    text.sample(run, report.duration)
    if let rate = report.measurements.statistics.successRate {
      text.family("floodgate_success_ratio", .gauge, "Succeeded tasks of all tasks after the warm-up.")
      text.sample(run, rate)
    }
    text.family("floodgate_run_passed", .gauge, "1 when the verdict is passed, else 0.")
    text.sample(merging(run, ["verdict": report.verdict.rawValue]), report.verdict == .passed ? 1 : 0)
    if report.thresholds.isEmpty { return }
    text.family("floodgate_threshold_passed", .gauge, "1 when the threshold holds, else 0.")
    for (index, verdict) in report.thresholds.enumerated() {
      text.sample(
        merging(run, ["expression": verdict.threshold.expression, "index": "\(index)"]),
        verdict.outcome == .pass ? 1 : 0)
    }
  }

  private static func latency(
    _ series: MetricSeries, _ name: MetricName, _ run: [String: String], _ text: inout PrometheusText
  ) {
    if series.succeeded.isEmpty, series.unsuccessful.isEmpty { return }
    text.family("floodgate_\(name.rawValue)_seconds", .histogram, "\(name.title), after the warm-up.")
    for (outcome, histogram) in [("success", series.succeeded), ("failure", series.unsuccessful)]
    where !histogram.isEmpty {
      text.histogram(merging(run, ["outcome": outcome]), histogram)
    }
    let shares = [0.5, 0.9, 0.95, 0.99, 0.999].filter { series.succeeded.carries($0) }
    if shares.isEmpty { return }
    text.family(
      "floodgate_\(name.rawValue)_quantile_seconds", .gauge, "Quantiles of successes: \(name.title).")
    for share in shares {
      guard let value = series.succeeded.quantile(share) else { continue }
      text.sample(merging(run, ["share": "\(share)"]), Double(value) / 1e9)
    }
  }

  private static func merging(_ left: [String: String], _ right: [String: String]) -> [String: String] {
    left.merging(right) { $1 }
  }
}

/// Lines of the exposition format.
struct PrometheusText {
  enum Kind: String { case counter, gauge, histogram }

  private(set) var text = ""
  private var name = ""

  /// Upper edges of the buckets in seconds: 1, 2.5 and 5 of each power of ten.
  private static let edges: [Double] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000,
  ]

  mutating func family(_ name: String, _ kind: Kind, _ help: String) {
    self.name = name
    text += "# HELP \(name) \(Self.escaped(help, quotes: false))\n# TYPE \(name) \(kind.rawValue)\n"
  }

  mutating func sample(_ labels: [String: String], _ value: Double, suffix: String = "") {
    let written = labels.sorted { $0.key < $1.key }.map {
      "\($0.key)=\"\(Self.escaped($0.value, quotes: true))\""
    }
    text += "\(name)\(suffix){\(written.joined(separator: ","))} \(Self.number(value))\n"
  }

  /// Buckets are cumulative; edges agree with the histogram's buckets to 0.1 %.
  mutating func histogram(_ labels: [String: String], _ histogram: Histogram) {
    for edge in Self.edges {
      let below = histogram.count(atOrBelow: Int64((edge * 1e9).rounded()))
      sample(labels.merging(["le": Self.number(edge)]) { $1 }, Double(below), suffix: "_bucket")
    }
    sample(labels.merging(["le": "+Inf"]) { $1 }, Double(histogram.count), suffix: "_bucket")
    sample(labels, Double(histogram.sum) / 1e9, suffix: "_sum")
    sample(labels, Double(histogram.count), suffix: "_count")
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : value.description
  }

  private static func escaped(_ text: String, quotes: Bool) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": output += "\\\\"
      case "\"" where quotes: output += "\\\""
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": output += "\\n"
      case "\u{0}"..."\u{1f}", "\u{7f}": output += "\u{fffd}"
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }
}
