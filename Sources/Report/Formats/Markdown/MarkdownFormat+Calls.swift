import RunModel

/// Calls that went with requests, in Markdown.
extension MarkdownFormat {
  static func calls(_ table: CallTable) -> [String] {
    let words = CallWords(table)
    if words.lines.isEmpty { return [] }
    let head = "| " + CallWords.columns.joined(separator: " | ") + " |"
    let rule = "|:--|" + CallWords.columns.dropFirst().map { _ in "--:|" }.joined()
    let rows = words.lines.map { "| " + words.cells($0).joined(separator: " | ") + " |" }
    let sentence = words.slotSentence.map { ["", MarkdownText.plain($0)] } ?? []
    return [head, rule] + rows + sentence + [""]
  }
}
