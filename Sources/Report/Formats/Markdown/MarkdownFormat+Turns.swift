import RunModel

/// The turns of conversations, in Markdown.
extension MarkdownFormat {
  static func turns(_ table: TurnTable) -> [String] {
    let words = TurnWords(table)
    if words.rows.isEmpty { return [] }
    let head = "| " + TurnWords.columns.joined(separator: " | ") + " |"
    let rule = "|" + TurnWords.columns.map { _ in "--:|" }.joined()
    let rows = words.rows.indices.prefix(20).map { "| " + words.cells($0).joined(separator: " | ") + " |" }
    let sentence = words.sentence.map { ["", MarkdownText.plain($0)] } ?? []
    return [head, rule] + rows + sentence + [""]
  }
}
