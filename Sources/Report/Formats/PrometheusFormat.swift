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
    text.tasks(run, counts, help: "Tasks after the warm-up, by how they ended.")
    text.families(
      .counter, run,
      [
        ("retries_total", "Attempts beyond the first.", Double(counts.retries)),
        ("tokens_total", "Tokens used.", Double(counts.tokens.total)),
        ("cost_total", "What it cost, in the target's currency.", counts.cost.amount),
        ("requests_total", "Requests sent, warm-up left out.", Double(report.measurements.traffic.requests)),
      ])
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
    if let success = report.success {
      text.family(
        "floodgate_success_ratio", .gauge,
        "Succeeded tasks of all tasks after the warm-up; of those that ended, where the run was cut.")
      text.sample(run, success.proportion.estimate)
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
