import RunModel

/// What the server's own record says, in lines of a terminal.
extension TerminalSummary {
  var record: [String] { (report.reconciliations ?? []).flatMap { Self.lines($0) } }

  private static func lines(_ found: Reconciliation) -> [String] {
    var lines = ["", "  the server's own record of target \(found.target)"]
    lines += wrapped(found.sentence, indent: 4)
    for (name, text) in found.facts { lines += wrapped("\(name): \(text)", indent: 4) }
    for difference in found.differences.prefix(8) {
      lines.append("    - \(pad(difference.kind.rawValue, 18, left: true)) \(difference.id)")
    }
    for note in found.notes { lines += wrapped("- \(note)", indent: 4) }
    return lines
  }
}
