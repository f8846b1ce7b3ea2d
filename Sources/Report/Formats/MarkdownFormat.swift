import RunModel
import Statistics

/// Markdown for pull requests and GitHub's step summary.
enum MarkdownFormat: ReportFormat {
  static let name = "markdown"

  static func render(_ report: ReportDocument) -> [UInt8] {
    let counts = report.measurements.statistics
    let rate = counts.successRate.map(Figures.percent) ?? "n/a"
    var lines = [
      "## \(escaped(report.name)): \(report.verdict.rawValue)", "",
      "\(counts.succeeded) of \(counts.total) tasks succeeded (\(rate)) in \(Figures.clock(report.duration)).",
      "",
    ]
    if !report.thresholds.isEmpty {
      lines += ["| verdict | threshold | measured |", "|---|---|---|"]
      lines += report.thresholds.map {
        "| \($0.outcome.rawValue) | `\(escaped($0.threshold.expression))` | \(escaped($0.measured)) |"
      }
      lines.append("")
    }
    lines += latencies(report.measurements) + failures(report.measurements)
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private static func latencies(_ measurements: RunMeasurements) -> [String] {
    let names: [MetricName] = [.responseTime, .timeToFirstText, .serverElapsed]
    let rows = names.compactMap { name -> String? in
      let histogram = measurements.latency(name)
      if histogram.isEmpty { return nil }
      let cells = [0.5, 0.95, 0.99].map { share in
        histogram.carries(share) ? histogram.quantile(share).map(Figures.nanoseconds) ?? "n/a" : "n/a"
      }
      return "| \(name.title) | \(histogram.count) | \(cells.joined(separator: " | ")) |"
    }
    return rows.isEmpty
      ? [] : ["| latency of successes | count | p50 | p95 | p99 |", "|---|--:|--:|--:|--:|"] + rows + [""]
  }

  private static func failures(_ measurements: RunMeasurements) -> [String] {
    let groups = measurements.failures.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    if groups.isEmpty { return [] }
    return ["| failure | count | sample |", "|---|--:|---|"]
      + groups.prefix(10).map {
        "| \($0.key) | \($0.value.count) | \(escaped($0.value.samples.first?.message ?? "")) |"
      }
  }

  private static func escaped(_ text: String) -> String {
    var output = ""
    for character in text.prefix(300) {
      switch character {
      case "|", "`", "*", "_", "[", "]", "\\": output += "\\\(character)"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "&": output += "&amp;"
      default: output.append(character.isNewline ? " " : character)
      }
    }
    return output
  }
}
