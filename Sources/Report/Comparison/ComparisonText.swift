import Statistics

/// A comparison for a terminal, or as Markdown.
package struct ComparisonText {
  let comparison: Comparison

  package init(_ comparison: Comparison) { self.comparison = comparison }

  /// Lines for a terminal.
  package var lines: [String] {
    var lines = ["comparison: \(comparison.outcome.rawValue)", ""]
    lines += comparison.rows.map { row in
      "  \(pad(row.name, 20))\(pad(row.first, 12))\(pad(row.second, 12))\(pad(change(row), 10))\(pad(interval(row), 24))\(row.outcome.rawValue)"
    }
    lines += facts.map { "  NOTE  \($0)" }
    return lines
  }

  /// A Markdown table.
  package var markdown: String {
    var lines = [
      "## floodgate comparison: \(comparison.outcome.rawValue)", "", "| | before | after | change | 95 % | |",
      "|---|--:|--:|--:|--:|---|",
    ]
    lines += comparison.rows.map {
      "| \($0.name) | \($0.first) | \($0.second) | \(change($0)) | \(interval($0)) | \($0.outcome.rawValue) |"
    }
    return (lines + [""] + facts.map { "- \($0)" }).joined(separator: "\n") + "\n"
  }

  private var facts: [String] {
    var facts = comparison.notes + comparison.differences.map { "the sides differ: \($0)" }
    if !comparison.newlyFailing.isEmpty {
      facts.append(
        "cases that failed only in the second: \(comparison.newlyFailing.prefix(20).joined(separator: ", "))")
    }
    return facts
  }

  private func change(_ row: Comparison.Row) -> String { row.change.map(signed) ?? "n/a" }

  private func interval(_ row: Comparison.Row) -> String {
    row.interval.map { "\(signed($0.low)) to \(signed($0.high))" } ?? "n/a"
  }

  private func signed(_ share: Double) -> String {
    (share < 0 ? "" : "+") + Figures.fixed(share * 100, 1) + " %"
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}
