import RunModel
import Statistics

/// JUnit XML as Jenkins, GitLab and GitHub's actions read it: a test case for each threshold, and one for each case of
/// the manifest. An undecided threshold is skipped; one without data fails.
enum JUnitFormat: ReportFormat {
  static let name = "junit"

  static func render(_ report: ReportDocument) -> [UInt8] {
    let suites = [thresholds(report), cases(report)]
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="\(XMLText.escaped(report.name))" \(counts(suites)) time="\(Figures.fixed(report.duration, 3))">
      \(suites.map { self.text($0, report) }.joined(separator: "\n"))
      </testsuites>

      """
    return Array(text.utf8)
  }

  private struct Suite {
    var name: String
    var cases: [JUnitCase]
  }

  private static func thresholds(_ report: ReportDocument) -> Suite {
    Suite(
      name: "thresholds",
      cases: report.thresholds.map { verdict in
        let measured = "measured \(verdict.measuredWithInterval)"
        let outcome: JUnitCase.Outcome =
          switch verdict.outcome {
          case .pass: .passed
          case .fail: .failed(measured)
          case .noData: .failed("there is no data")
          case .inconclusive: .skipped("inconclusive: \(measured)")
          }
        return JUnitCase(
          suite: "thresholds", name: verdict.threshold.expression, seconds: report.duration, outcome: outcome,
          output: measured)
      })
  }

  private static func cases(_ report: ReportDocument) -> Suite {
    Suite(
      name: "cases",
      cases: report.measurements.cases.sorted { $0.key < $1.key }.map { id, cell in
        let p50 = cell.latency.quantile(0.5)
        let missed = cell.total - cell.succeeded
        let classes = cell.failures.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        let reason = classes.isEmpty ? "cancelled" : classes.joined(separator: ", ")
        return JUnitCase(
          suite: "cases", name: cell.label.isEmpty ? id : "\(id) \(cell.label)",
          seconds: p50.map { Double($0) / 1e9 } ?? 0,
          outcome: missed == 0 ? .passed : .failed("\(missed) of \(cell.total) did not succeed: \(reason)"),
          output: p50.map { "\(cell.total) tasks, p50 of the successes \(Figures.nanoseconds($0))" }
            ?? "\(cell.total) tasks, no success")
      })
  }

  private static func text(_ suite: Suite, _ report: ReportDocument) -> String {
    let started = timestamp(report.startedAt).map { " timestamp=\"\($0)\"" } ?? ""
    return """
      <testsuite name="\(suite.name)" \(counts([suite])) skipped="\(suite.cases.count(where: \.isSkipped))" time="\(Figures.fixed(report.duration, 3))"\(started)>
      \(suite.cases.map(\.text).joined(separator: "\n"))
      </testsuite>
      """
  }

  private static func counts(_ suites: [Suite]) -> String {
    let cases = suites.flatMap(\.cases)
    return "tests=\"\(cases.count)\" failures=\"\(cases.count(where: \.isFailed))\" errors=\"0\""
  }

  /// The common schemas know no zone: UTC without its letter; `nil` for what is no time.
  private static func timestamp(_ text: String) -> String? {
    text.wholeMatch(of: #/(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?Z?/#).map { String($0.1) }
  }
}

/// One `testcase`.
struct JUnitCase {
  enum Outcome: Equatable {
    case passed
    case failed(String)
    case skipped(String)
  }

  var suite: String
  var name: String
  var seconds: Double
  var outcome: Outcome
  var output: String

  var isFailed: Bool { if case .failed = outcome { true } else { false } }
  var isSkipped: Bool { if case .skipped = outcome { true } else { false } }

  var text: String {
    let element: String
    switch outcome {
    case .passed: element = ""
    case .failed(let reason):
      let words = XMLText.escaped(reason)
      element = "<failure type=\"\(suite)\" message=\"\(words)\">\(words)</failure>"
    case .skipped(let reason): element = "<skipped message=\"\(XMLText.escaped(reason))\"/>"
    }
    return
      "<testcase classname=\"\(suite)\" name=\"\(XMLText.escaped(name))\" time=\"\(Figures.fixed(seconds, 3))\">\(element)<system-out>\(XMLText.escaped(output))</system-out></testcase>"
  }
}

/// Text for XML 1.0.
enum XMLText {
  /// Escaped for content and for attributes in quotes; what XML cannot hold becomes the replacement character.
  static func escaped(_ text: String) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      case "\u{9}", "\u{a}", "\u{d}": output += " "
      case "\u{0}"..."\u{1f}", "\u{7f}"..."\u{9f}", "\u{fffe}", "\u{ffff}": output += "\u{fffd}"
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }
}
