import RunModel

/// The empty workflow beside the load, in lines of a terminal.
extension TerminalSummary {
  var baseline: [String] {
    guard let baseline = report.baseline else { return [] }
    let sentences = BaselineWords(baseline, report.measurements).sentences
    return sentences.isEmpty ? [] : ["", "  baseline"] + sentences.flatMap { Self.wrapped($0, indent: 4) }
  }
}
