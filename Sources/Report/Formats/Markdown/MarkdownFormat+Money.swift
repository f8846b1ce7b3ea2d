import RunModel

/// What the run cost, in Markdown.
extension MarkdownFormat {
  static func money(_ measurements: RunMeasurements) -> [String] {
    let words = MoneyWords(measurements)
    let sentences = words.sentences
    if sentences.isEmpty { return [] }
    var lines = [sentences.map { MarkdownText.plain($0) }.joined(separator: " "), ""]
    lines += ["| model | currency | calls | tokens in | out | price |", "|---|---|--:|--:|--:|--:|"]
    for row in words.rows.prefix(10) {
      let names = "| \(MarkdownText.code(row.modelName)) | \(MarkdownText.code(row.currencyName))"
      let counts = "| \(row.calls) | \(row.tokens.prompt) | \(row.tokens.completion)"
      lines.append("\(names) \(counts) | \(MoneyWords.money(row.price.amount)) |")
    }
    return lines + [""]
  }
}
