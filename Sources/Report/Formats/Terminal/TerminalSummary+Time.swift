import RunModel

/// Where the time went, in lines of a terminal.
extension TerminalSummary {
  /// What slow tasks are made of, and which node carries them.
  var time: [String] {
    let words = report.timeWords
    return words.isEmpty ? [] : ["", "  where the time goes"] + words.flatMap { Self.wrapped($0, indent: 4) }
  }

  var diagnoses: [String] {
    (report.diagnoses ?? []).flatMap { diagnosis in
      ["", "  LOOK AT  \(diagnosis.finding)"]
        + diagnosis.evidence.flatMap { Self.wrapped("- \($0)", indent: 4) }
        + Self.wrapped(diagnosis.advice, indent: 4)
    }
  }

  /// Words in lines of at most 80 columns.
  static func wrapped(_ text: String, indent: Int) -> [String] {
    let space = String(repeating: " ", count: indent)
    return text.split(separator: " ").reduce(into: [String]()) { lines, word in
      if let last = lines.last, last.count + word.count + 1 <= 80 {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(space + word)
      }
    }
  }
}
