import RunModel

/// The forms of a comparison of capacities that are text or data; the page comes in beside them (`Pages`).
package enum CapacityComparisonFormats {
  package typealias Renderer = @Sendable (CapacityComparison) throws -> [UInt8]
  package typealias Format = (name: String, render: Renderer)

  package static let all: [Format] = [
    ("text", { Array((lines($0).joined(separator: "\n") + "\n").utf8) }),
    ("markdown", { Array(markdown($0).utf8) }), ("junit", { Array(junit($0).utf8) }),
    ("json", { try CapacityFile.json($0) }),
  ]

  /// For a terminal.
  package static func lines(_ comparison: CapacityComparison) -> [String] {
    var lines = ["\(comparison.name): \(comparison.outcome.rawValue)", "  \(comparison.sentence)", ""]
    for curve in comparison.curves {
      lines.append("  \(curve.figure): \(curve.change)")
      lines += curve.points.prefix(20).map { point in
        "    \(comparison.over.words(point.load)): \(curve.words(point.first)), then \(curve.words(point.second))"
      }
    }
    return (lines + comparison.notes.map { "  NOTE  \($0)" }).map(\.withoutControls)
  }

  private static func markdown(_ comparison: CapacityComparison) -> String {
    func escape(_ text: String) -> String { MarkdownText.plain(text) }
    var lines = [
      "## floodgate capacity comparison: \(comparison.outcome.rawValue)", "", escape(comparison.sentence), "",
      "| \(comparison.over.noun) | first | second | change over all |", "|---|--:|--:|--:|",
    ]
    for curve in comparison.curves {
      lines.append("| **\(curve.figure)** | | | \(escape(curve.change)) |")
      lines += curve.points.prefix(20).map {
        "| \(comparison.over.number($0.load)) | \(curve.words($0.first)) | \(curve.words($0.second)) | |"
      }
    }
    return (lines + [""] + comparison.notes.map { "- \(escape($0))" }).joined(separator: "\n") + "\n"
  }

  private static func junit(_ comparison: CapacityComparison) -> String {
    let outcome: JUnitCase.Outcome =
      switch comparison.outcome {
      case .worse, .invalid: .failed(comparison.sentence)
      case .inconclusive: .skipped(comparison.sentence)
      case .better, .notWorse: .passed
      }
    let test = JUnitCase(
      suite: "capacity", name: "capacity", seconds: 0, outcome: outcome, output: comparison.sentence)
    let counts = "tests=\"1\" failures=\"\(test.isFailed ? 1 : 0)\" errors=\"0\""
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="\(XMLText.escaped(comparison.name))" \(counts)>
      <testsuite name="capacity comparison" \(counts) skipped="\(test.isSkipped ? 1 : 0)">
      \(test.text)
      </testsuite>
      </testsuites>

      """
  }
}
