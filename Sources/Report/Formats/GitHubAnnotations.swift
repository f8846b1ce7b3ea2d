import RunModel

/// Workflow commands of GitHub Actions: an annotation for each threshold that does not hold.
enum GitHubAnnotations: ReportFormat {
  static let name = "github"

  static func render(_ report: ReportDocument) -> [UInt8] {
    let lines = report.thresholds.compactMap { verdict -> String? in
      let text = "\(verdict.threshold.expression): measured \(verdict.measured)"
      switch verdict.outcome {
      case .pass: return nil
      case .fail, .noData: return "::error\(place(verdict))title=floodgate threshold failed::\(escaped(text))"
      case .inconclusive:
        return "::warning\(place(verdict))title=floodgate threshold undecided::\(escaped(text))"
      }
    }
    let verdict = "::notice title=floodgate::\(escaped("\(report.name): \(report.verdict.rawValue)"))"
    return Array((lines + [verdict]).map { $0 + "\n" }.joined().utf8)
  }

  /// The file and line that the threshold was written at.
  private static func place(_ verdict: ThresholdVerdict) -> String {
    let parts = (verdict.threshold.source ?? "").split(separator: ":").map(String.init)
    return parts.count == 3 ? " file=\(escaped(parts[0])),line=\(parts[1])," : " "
  }

  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "%": "%25"
      case "\r": "%0D"
      case "\n": "%0A"
      default: String(scalar)
      }
    }.joined()
  }
}
