import RunModel

/// How like their references answers were, in lines of a terminal.
extension TerminalSummary {
  var likeness: [String] {
    let sentences = LikenessWords(report.measurements).sentences
    return sentences.isEmpty ? [] : ["", "  similar_to"] + sentences.flatMap { Self.wrapped($0, indent: 4) }
  }
}
