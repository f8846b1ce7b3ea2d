import RunModel

/// A comparison as Markdown, for pull requests. Pure.
package enum ComparisonMarkdown {
  package static func render(_ comparison: Comparison) -> String {
    var lines = [
      "## floodgate comparison: \(comparison.outcome.rawValue)", "", escape(comparison.sentence), "",
      escape(comparison.nextStep), "",
    ]
    lines += comparison.caution.map { [escape($0), ""] } ?? []
    lines += plain(comparison.rows.filter(\.isPrimary))
    for table in comparison.tables { lines += changed(table) }
    lines += cases("Fail more often on the second side", comparison.newlyFailing)
    lines += cases("Fail more often on the first side", comparison.newlySucceeding)
    lines += drift(comparison.drift)
    lines += ["", "<details><summary>Statistics, differences and method</summary>", ""]
    lines += statistics(comparison.rows) + [""]
    lines += comparison.differences.map {
      "- \($0.isInvalidating ? "**\(escape($0.name))**" : escape($0.name)): \(escape($0.first)) \\| \(escape($0.second))"
    }
    lines += comparison.notes.map { "- \(escape($0))" } + ["", "</details>"]
    return lines.joined(separator: "\n") + "\n"
  }

  /// Five columns for everyone.
  private static func plain(_ rows: [Comparison.Row]) -> [String] {
    ["| | first | second | change, and what it may truly be | verdict |", "|---|--:|--:|--:|---|"]
      + rows.map { row in
        let text = RowText(row)
        return
          "| \(escape(text.title)) | \(escape(text.first)) | \(escape(text.second)) | \(escape(text.change)) (\(text.interval)) | \(text.verdict) |"
      }
  }

  private static func drift(_ drift: AnswerDrift?) -> [String] {
    guard let drift else { return [] }
    let head = ["", "### Answers", "", escape(drift.sentence)]
    if drift.cases.isEmpty { return head }
    return head + ["", "| case | differs in | first | second |", "|---|---|---|---|"]
      + drift.cases.prefix(20).map { changed in
        "| \(escape(changed.id)) \(escape(changed.label)) | \(changed.differs.joined(separator: ", ")) | \(changed.shapes.map(escape).joined(separator: " | ")) |"
      }
  }

  private static func statistics(_ rows: [Comparison.Row]) -> [String] {
    [
      "| | first | second | change | 95 % | p | adjusted | shown | matters | power |",
      "|---|--:|--:|--:|--:|--:|--:|---|---|---|",
    ]
      + rows.map { row in
        let text = RowText(row)
        return
          "| \(row.name) | \(escape(text.first)) | \(escape(text.second)) | \(escape(text.change)) | \(text.interval) | \(escape(text.p)) | \(escape(text.pAdjusted)) | \(text.isShown) | \(text.importance) | \(escape(text.power ?? "")) |"
      }
  }

  private static func changed(_ table: Comparison.Table) -> [String] {
    let rows = table.groups.flatMap { group in group.rows.filter(\.isSignificant).map { (group, $0) } }
    if rows.isEmpty { return [] }
    return [
      "", "### By \(table.kind)", "", "| | figure | before | after | change | 95 % | |",
      "|---|---|--:|--:|--:|--:|---|",
    ]
      + rows.prefix(20).map { group, row in
        let text = RowText(row)
        return
          "| \(escape(group.name)) \(escape(group.label)) | \(row.name) | \(escape(text.first)) | \(escape(text.second)) | \(escape(text.change)) | \(text.interval) | \(text.outcome) |"
      }
  }

  private static func cases(_ title: String, _ cases: [Comparison.ChangedCase]) -> [String] {
    if cases.isEmpty { return [] }
    return ["", "### \(title): \(cases.count)", ""]
      + cases.prefix(20).map {
        "- \(escape($0.id)) \($0.counts) \(escape($0.failure ?? "")) \(escape($0.label))"
      }
  }

  private static func escape(_ text: String) -> String { MarkdownText.plain(text) }
}
