import RunModel

/// The empty workflow beside the load, in Markdown.
extension MarkdownFormat {
  static func baseline(_ report: ReportDocument) -> [String] {
    guard let baseline = report.baseline else { return [] }
    let words = BaselineWords(baseline, report.measurements)
    let rows = words.rows.map { "| " + $0.joined(separator: " | ") + " |" }
    let others = (EnterpriseWords(report)?.rows ?? []).map { "| " + $0.joined(separator: " | ") + " |" }
    return words.sentences.map { MarkdownText.plain($0) } + [""] + table(BaselineWords.columns, rows) + [""]
      + table(EnterpriseWords.columns, others) + [""]
  }
}
