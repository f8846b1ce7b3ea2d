import RunModel

/// A comparison as JUnit XML: a test case for each figure that the verdict rests on. What cannot be told is skipped.
package enum ComparisonJUnit {
  package static func render(_ comparison: Comparison) -> String {
    let cases = figures(comparison)
    let counts =
      "tests=\"\(cases.count)\" failures=\"\(cases.count(where: \.isFailed))\" errors=\"0\""
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="\(XMLText.escaped(comparison.second.runs.first?.name ?? "comparison"))" \(counts)>
      <testsuite name="comparison" \(counts) skipped="\(cases.count(where: \.isSkipped))">
      \(cases.map(\.text).joined(separator: "\n"))
      </testsuite>
      </testsuites>

      """
  }

  private static func figures(_ comparison: Comparison) -> [JUnitCase] {
    let isInvalid = comparison.outcome == .invalid
    let outcome: JUnitCase.Outcome =
      switch comparison.outcome {
      case .worse, .invalid: .failed(comparison.sentence)
      case .inconclusive: .skipped(comparison.sentence)
      case .better, .notWorse: .passed
      }
    let whole = JUnitCase(
      suite: "comparison", name: "verdict", seconds: 0, outcome: outcome,
      output: "\(comparison.sentence) \(comparison.nextStep)")
    if isInvalid { return [whole] }
    let rows = comparison.rows.filter(\.isPrimary).map { ("", $0) }
    let nodes = comparison.decidingNodes.map { ("\($0.name): ", $0.row) }
    return [whole] + (rows + nodes).map { test($0, $1) }
  }

  private static func test(_ prefix: String, _ row: Comparison.Row) -> JUnitCase {
    let text = RowText(row)
    let words = "\(text.first) to \(text.second), change \(text.change) (\(text.interval))"
    let outcome: JUnitCase.Outcome =
      switch row.outcome {
      case .worse: .failed(words)
      case .inconclusive, .invalid, nil: .skipped("cannot tell yet: \(words)")
      case .better, .notWorse: .passed
      }
    return JUnitCase(
      suite: "comparison", name: prefix + row.name, seconds: 0, outcome: outcome, output: words)
  }
}
