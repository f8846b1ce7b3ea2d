import RunModel
import Session

/// What a look at a machine and at targets found, in lines and as JSON. Pure.
struct FindingText {
  let part: Doctor.Part

  func lines(_ style: TerminalStyle) -> [String] {
    [style.strong(part.place)] + part.findings.flatMap { lines($0, style) }
  }

  private func lines(_ finding: Finding, _ style: TerminalStyle) -> [String] {
    let level = Self.padded(finding.level.rawValue, 9)
    let colour: (String) -> String =
      switch finding.level {
      case .fine: style.good
      case .note: style.warn
      case .problem: style.bad
      }
    let words = TerminalText.clipped(finding.words, width: 300)
    let first = "  \(colour(level))\(Self.padded(finding.subject, 13))\(words)"
    guard !finding.advice.isEmpty else { return [first] }
    return [first, "  \(Self.padded("", 22))\(TerminalText.clipped("do: \(finding.advice)", width: 300))"]
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  var json: JSONValue {
    [
      "place": .string(part.place), "worst": .string(part.worst.rawValue),
      "findings": .array(
        part.findings.map {
          [
            "level": .string($0.level.rawValue), "subject": .string($0.subject), "found": .string($0.words),
            "do": .string($0.advice),
          ]
        }),
    ]
  }
}
