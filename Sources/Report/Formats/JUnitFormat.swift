import RunModel
import Statistics

/// JUnit XML: a test case for each threshold, and one for each case of the manifest.
enum JUnitFormat: ReportFormat {
  static let name = "junit"

  static func render(_ report: ReportDocument) -> [UInt8] {
    let thresholds = report.thresholds.map(threshold)
    let cases = report.measurements.cases.sorted { $0.key < $1.key }.map(testCase)
    let failedThresholds = report.thresholds.count { $0.outcome == .fail || $0.outcome == .noData }
    let undecided = report.thresholds.count { $0.outcome == .inconclusive }
    let failedCases = report.measurements.cases.values.count { $0.succeeded < $0.total }
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="\(escaped(report.name))" tests="\(thresholds.count + cases.count)" failures="\(failedThresholds + failedCases)" time="\(Figures.fixed(report.duration, 3))">
      <testsuite name="thresholds" tests="\(thresholds.count)" failures="\(failedThresholds)" errors="0" skipped="\(undecided)" time="0">
      \(thresholds.joined(separator: "\n"))
      </testsuite>
      <testsuite name="cases" tests="\(cases.count)" failures="\(failedCases)" errors="0" skipped="0" time="\(Figures.fixed(report.duration, 3))">
      \(cases.joined(separator: "\n"))
      </testsuite>
      </testsuites>

      """
    return Array(text.utf8)
  }

  private static func threshold(_ verdict: ThresholdVerdict) -> String {
    let head =
      "<testcase classname=\"thresholds\" name=\"\(escaped(verdict.threshold.expression))\" time=\"0\""
    let measured = escaped("measured \(verdict.measured)")
    switch verdict.outcome {
    case .pass: return head + "/>"
    case .fail, .noData: return head + "><failure message=\"\(measured)\">\(measured)</failure></testcase>"
    case .inconclusive: return head + "><skipped message=\"inconclusive: \(measured)\"/></testcase>"
    }
  }

  private static func testCase(_ id: String, _ cell: Cell) -> String {
    let time = cell.latency.quantile(0.5).map { Figures.fixed(Double($0) / 1e9, 3) } ?? "0"
    let name = cell.label.isEmpty ? id : "\(id) \(cell.label)"
    let head = "<testcase classname=\"cases\" name=\"\(escaped(name))\" time=\"\(time)\""
    guard cell.succeeded < cell.total else { return head + "/>" }
    let message = escaped(
      "\(cell.total - cell.succeeded) of \(cell.total) did not succeed: \(cell.failure?.rawValue ?? "cancelled")"
    )
    return head + "><failure message=\"\(message)\">\(message)</failure></testcase>"
  }

  /// Escaped for attributes and content; what XML 1.0 cannot hold becomes the replacement character.
  private static func escaped(_ text: String) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      case "\u{9}", "\u{a}", "\u{d}": output += " "
      case "\u{0}"..."\u{1f}", "\u{fffe}", "\u{ffff}": output += "\u{fffd}"
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }
}
