import RunModel

/// A search for a capacity as Markdown, for pull requests. Pure.
package enum CapacityMarkdown {
  package static func render(_ report: CapacityReport) -> String {
    var lines = [
      "## floodgate capacity: \(escape(report.name)) \(report.verdict.rawValue)", "", escape(report.sentence),
      "",
    ]
    lines += report.remarks.flatMap { ["> \(escape($0))", ""] }
    lines += thresholds(report.thresholds ?? [])
    if let breaking = report.breaking {
      lines += ["**Broke first:** \(escape(breaking.objective))", ""]
      lines += breaking.signs.prefix(5).map { "- \(escape($0))" } + [""]
    }
    if let likeliest = report.likeliest { lines += ["Likeliest capacity: \(likeliest)", ""] }
    if let knee = report.knee { lines += ["Knee: \(report.plan.over.kneeWords(knee))", ""] }
    lines += ["<details><summary>\(report.steps.count) steps</summary>", ""] + steps(report)
    return (lines + ["", "</details>"]).joined(separator: "\n") + "\n"
  }

  private static func thresholds(_ verdicts: [ThresholdVerdict]) -> [String] {
    if verdicts.isEmpty { return [] }
    return ["| threshold | measured | |", "|---|--:|---|"]
      + verdicts.map {
        "| \(escape($0.threshold.expression)) | \(escape($0.measured)) | \($0.outcome.rawValue)\(escape($0.explanation.map { ": \($0)" } ?? "")) |"
      } + [""]
  }

  private static func steps(_ report: CapacityReport) -> [String] {
    [
      "| \(report.plan.over.noun) | came out | tasks/s | good/s | p95 | ttft p95 | why |",
      "|--:|---|--:|--:|--:|--:|---|",
    ]
      + report.steps.prefix(100).map { step in
        let times = [step.response.p95, step.firstText.p95].map { $0.map(Figures.seconds) ?? "n/a" }
        return
          "| \(report.plan.over.number(step.load)) | \(step.standing.rawValue) | \(Figures.digits(step.throughput)) | \(Figures.digits(step.goodput)) | \(times[0]) | \(times[1]) | \(escape(step.reasons.first ?? "")) |"
      }
  }

  private static func escape(_ text: String) -> String { MarkdownText.plain(text) }
}
