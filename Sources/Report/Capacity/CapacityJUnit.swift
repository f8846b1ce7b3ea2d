import RunModel

/// A search for a capacity as JUnit XML: a test case for each threshold, and one for the search itself. What is not known
/// is skipped.
package enum CapacityJUnit {
  package static func render(_ report: CapacityReport) -> String {
    let cases = [search(report)] + (report.thresholds ?? []).map { threshold($0, report) }
    let counts = "tests=\"\(cases.count)\" failures=\"\(cases.count(where: \.isFailed))\" errors=\"0\""
    let time = "time=\"\(Figures.fixed(report.duration, 3))\""
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="\(XMLText.escaped(report.name))" \(counts) \(time)>
      <testsuite name="capacity" \(counts) skipped="\(cases.count(where: \.isSkipped))" \(time)>
      \(cases.map(\.text).joined(separator: "\n"))
      </testsuite>
      </testsuites>

      """
  }

  private static func search(_ report: CapacityReport) -> JUnitCase {
    let outcome: JUnitCase.Outcome =
      switch report.answer.kind {
      case .found, .neverBroke: .passed
      case .failedAtLeast, .generatorLimit: .failed(report.sentence)
      case .unfinished: .skipped(report.sentence)
      }
    let words = [report.sentence] + report.remarks + [report.breaking?.objective].compactMap(\.self)
    return JUnitCase(
      suite: "capacity", name: "\(report.plan.over.noun): \(report.objective.joined(separator: ", "))",
      seconds: report.duration, outcome: outcome, output: words.joined(separator: " "))
  }

  private static func threshold(_ verdict: ThresholdVerdict, _ report: CapacityReport) -> JUnitCase {
    let measured =
      "measured \(verdict.measured)" + (verdict.explanation.map { "; \($0)" } ?? "")
    let outcome: JUnitCase.Outcome =
      switch verdict.outcome {
      case .pass: .passed
      case .fail, .noData: .failed(measured)
      case .inconclusive: .skipped("inconclusive: \(measured)")
      }
    return JUnitCase(
      suite: "capacity", name: verdict.threshold.expression, seconds: report.duration, outcome: outcome,
      output: measured)
  }
}
