import RunModel

/// The server's own figures, in lines of a terminal.
extension TerminalSummary {
  var observed: [String] {
    guard let observed = report.observed else { return [] }
    let sentences = ObservedWords(observed, report).sentences
    return sentences.isEmpty
      ? [] : ["", "  the server's own figures"] + sentences.flatMap { Self.wrapped($0, indent: 4) }
  }
}
