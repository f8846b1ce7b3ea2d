import RunModel

/// Calls that went with requests, in lines of a terminal.
extension TerminalSummary {
  var calls: [String] {
    let words = CallWords(report.measurements.calls)
    if words.lines.isEmpty { return [] }
    let widths = [24, 7, 20, 10, 10, 10]
    let table = [CallWords.columns] + words.lines.map { words.cells($0) }
    let lines = table.map { cells in
      zip(cells, widths).map { Self.pad($0.replacing("\u{202f}", with: " "), $1) }.joined()
    }
    return [""] + lines + (words.slotSentence.map { Self.wrapped($0, indent: 4) } ?? [])
  }
}
