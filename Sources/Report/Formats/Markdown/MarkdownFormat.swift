import RunModel
import Statistics

/// Markdown for pull requests and GitHub's step summary. What came from outside stands in `<code>`, escaped: there it can
/// neither format, link, nor mention anybody.
enum MarkdownFormat: ReportFormat {
  static let name = "markdown"

  static func render(_ report: ReportDocument) -> [UInt8] {
    let happened = report.success.map { "\($0.sentence) (\($0.rate), \($0.range))" }
    var lines = [
      "## floodgate: \(MarkdownText.code(report.name)) \(report.thresholds.isEmpty ? "done" : report.verdict.rawValue)",
      "",
      "\(happened ?? "No task ended") in \(Figures.clock(report.duration)).",
      "",
    ]
    lines +=
      report.generator.grade.map {
        ["Generator: grade \($0.grade.rawValue), \(MarkdownText.plain($0.reason)).", ""]
      } ?? []
    let warnings = [report.reached?.sentence].compactMap(\.self) + report.graveReasons + report.notes
    lines += warnings.isEmpty ? [] : warnings.map { "> \(MarkdownText.code($0))" } + [""]
    lines += thresholds(report.thresholds) + latencies(report.measurements)
    lines += steady(report) + turns(report.measurements.turns)
    lines += calls(report.measurements.calls)
    lines += LikenessWords(report.measurements).sentences.flatMap { [MarkdownText.plain($0), ""] }
    lines += money(report.measurements) + time(report) + baseline(report) + observed(report)
    lines +=
      diagnoses(report.diagnoses ?? []) + record(report.reconciliations ?? []) + failures(report.measurements)
    lines += (report.remarks ?? []).map { "- \(MarkdownText.plain($0))" }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private static func thresholds(_ verdicts: [ThresholdVerdict]) -> [String] {
    if verdicts.isEmpty { return [] }
    return ["| verdict | threshold | measured |", "|---|---|---|"]
      + verdicts.map {
        "| \($0.outcome.rawValue) | \(MarkdownText.code($0.threshold.expression)) | \(MarkdownText.code($0.measuredWithInterval)) |"
      } + [""]
  }

  private static func latencies(_ measurements: RunMeasurements) -> [String] {
    let names: [MetricName] = [.responseTime, .timeToFirstText, .serverElapsed]
    let rows = LatencySummary(measurements).rows(names).map { row in
      let cells = [0.5, 0.95, 0.99].map { row.sample.words($0)?.value ?? "n/a" }
      let name = row.metric.title + (row.countsFailures ? ", with failures" : "")
      return "| \(name) | \(row.sample.count) | \(cells.joined(separator: " | ")) |"
    }
    return rows.isEmpty
      ? [] : ["| latency | count | p50 | p95 | p99 |", "|---|--:|--:|--:|--:|"] + rows + [""]
  }

  private static func time(_ report: ReportDocument) -> [String] {
    let words = report.timeWords
    return words.isEmpty ? [] : [words.map { MarkdownText.plain($0) }.joined(separator: " "), ""]
  }

  private static func diagnoses(_ diagnoses: [Diagnosis]) -> [String] {
    if diagnoses.isEmpty { return [] }
    return ["**What to look at**", ""]
      + diagnoses.flatMap { diagnosis in
        ["- **\(MarkdownText.plain(diagnosis.finding))** \(MarkdownText.plain(diagnosis.advice, limit: 800))"]
          + diagnosis.evidence.map { "  - \(MarkdownText.plain($0))" }
      } + [""]
  }

  private static func failures(_ measurements: RunMeasurements) -> [String] {
    let groups = measurements.failures.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    if groups.isEmpty { return [] }
    let part = measurements.hasWarmUp ? ", warm-up included" : ""
    return ["| failure | attempts\(part) | sample |", "|---|--:|---|"]
      + groups.prefix(10).map { name, group in
        let sample = group.samples.first?.message.map(MarkdownText.code) ?? ""
        return "| \(MarkdownText.code(name)) | \(group.count) | \(sample) |"
      }
  }
}

/// Text for GitHub's and GitLab's Markdown.
package enum MarkdownText {
  /// Any text on one line, at most 300 characters, as inert code that also fits into a table.
  package static func code(_ text: String) -> String {
    let output = plain(text)
    return output.isEmpty ? "" : "<code>\(output)</code>"
  }

  /// Any text on one line, at most so many characters, of which nothing is markup.
  package static func plain(_ text: String, limit: Int = 300) -> String {
    var output = ""
    for scalar in text.unicodeScalars.prefix(limit) {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", " ": output.unicodeScalars.append(scalar)
      case "\u{0}"..."\u{1f}", "\u{7f}"..."\u{9f}", "\u{2028}", "\u{2029}": output += " "
      case "!"..."~": output += "&#\(scalar.value);"
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }
}
