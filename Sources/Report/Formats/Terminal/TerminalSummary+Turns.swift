import RunModel

/// The turns of conversations, in lines of a terminal.
extension TerminalSummary {
  var turns: [String] {
    let words = TurnWords(report.measurements.turns)
    if words.rows.isEmpty { return [] }
    let widths = [6, 7, 7, 15, 10, 12, 10, 14]
    let table = [TurnWords.columns] + words.rows.indices.prefix(20).map { words.cells($0) }
    let lines = table.map { cells in
      zip(cells, widths).map { Self.pad(Self.spaced($0), $1) }.joined()
    }
    return [""] + lines + (words.sentence.map { Self.wrapped($0, indent: 4) } ?? [])
  }

  private static func spaced(_ text: String) -> String { text.replacing("\u{202f}", with: " ") }
}
