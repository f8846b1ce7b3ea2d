import RunModel

/// What the run cost, in lines of a terminal.
extension TerminalSummary {
  var money: [String] {
    let words = MoneyWords(report.measurements)
    let sentences = words.sentences
    if sentences.isEmpty { return [] }
    var lines = ["", "  money"] + sentences.flatMap { Self.wrapped($0, indent: 4) }
    for row in words.rows.prefix(6) where words.rows.count > 1 || row.model != nil {
      lines += Self.wrapped(Self.line(row), indent: 4)
    }
    return lines
  }

  private static func line(_ row: ModelUsage) -> String {
    let tokens = "\(plain(row.tokens.prompt)) tokens in, \(plain(row.tokens.completion)) out"
    return "- \(row.modelName): \(MoneyWords.money(row.price.amount)) \(row.currencyName), \(tokens)"
  }
}
