import RunModel

/// The server's own figures, in Markdown.
extension MarkdownFormat {
  static func observed(_ report: ReportDocument) -> [String] {
    guard let observed = report.observed, !observed.series.isEmpty else { return [] }
    let words = ObservedWords(observed, report)
    let rows = words.rows.map { "| " + $0.map { MarkdownText.plain($0) }.joined(separator: " | ") + " |" }
    return words.sentences.map { MarkdownText.plain($0) } + [""] + table(ObservedWords.columns, rows) + [""]
  }

  /// A table whose first column is text.
  static func table(_ columns: [String], _ rows: [String]) -> [String] {
    [
      "| " + columns.joined(separator: " | ") + " |",
      "|---|" + columns.dropFirst().map { _ in "--:|" }.joined(),
    ] + rows
  }
}
