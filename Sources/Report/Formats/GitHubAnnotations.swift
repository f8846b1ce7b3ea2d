import RunModel

/// Workflow commands of GitHub Actions: an annotation for each threshold that does not hold, at the line of the scenario
/// that states it. GitHub shows ten errors and ten warnings a step.
enum GitHubAnnotations: ReportFormat {
  static let name = "github"

  static func render(_ report: ReportDocument) -> [UInt8] {
    let lines = report.thresholds.compactMap { verdict -> String? in
      let text = "\(verdict.threshold.expression): measured \(verdict.measuredWithInterval)"
      switch verdict.outcome {
      case .pass: return nil
      case .fail: return command("error", verdict, title: "floodgate threshold failed", text)
      case .noData: return command("error", verdict, title: "floodgate threshold without data", text)
      case .inconclusive: return command("warning", verdict, title: "floodgate threshold undecided", text)
      }
    }
    let verdict = "::notice title=floodgate::\(data("\(report.name): \(report.verdict.rawValue)"))"
    return Array((lines + [verdict]).map { $0 + "\n" }.joined().utf8)
  }

  private static func command(_ kind: String, _ verdict: ThresholdVerdict, title: String, _ text: String)
    -> String
  {
    let place = verdict.threshold.source.flatMap(SourcePlace.init)
    let properties =
      (place.map { ["file=\(property($0.file))", "line=\($0.line)"] } ?? []) + ["title=\(title)"]
    return "::\(kind) \(properties.joined(separator: ","))::\(data(text))"
  }

  /// Escaped as the runner's own toolkit does (`@actions/core`, command.ts): the message ...
  private static func data(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "%": "%25"
      case "\r": "%0D"
      case "\n": "%0A"
      case "\u{0}"..."\u{1f}", "\u{7f}"..."\u{9f}": "\u{fffd}"
      default: String(scalar)
      }
    }.joined()
  }

  /// ... and properties, which end at a colon or a comma.
  private static func property(_ text: String) -> String {
    data(text).map { $0 == ":" ? "%3A" : $0 == "," ? "%2C" : String($0) }.joined()
  }
}
