import RunModel

/// What the server's own record says, in Markdown.
extension MarkdownFormat {
  static func record(_ reconciliations: [Reconciliation]) -> [String] {
    reconciliations.flatMap { lines($0) }
  }

  private static func lines(_ found: Reconciliation) -> [String] {
    let head = "**The server's own record of target \(MarkdownText.plain(found.target))**: "
    var lines = [head + MarkdownText.plain(found.sentence), ""]
    for (name, text) in found.facts { lines.append("- \(name): \(MarkdownText.plain(text))") }
    for difference in found.differences.prefix(8) {
      let words = MarkdownText.plain(difference.words)
      lines.append("- \(difference.kind.rawValue): \(MarkdownText.code(difference.id)), \(words)")
    }
    for note in found.notes.prefix(5) { lines.append("- \(MarkdownText.plain(note))") }
    return lines + [""]
  }
}
