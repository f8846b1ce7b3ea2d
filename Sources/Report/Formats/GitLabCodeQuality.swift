import RunModel
import Statistics

/// GitLab's code quality report (`artifacts:reports:codequality`), which merge requests show beside the changed lines: an
/// issue for each threshold that does not hold, and for each class of failures.
enum GitLabCodeQuality: ReportFormat {
  static let name = "gitlab"

  static func render(_ report: ReportDocument) -> [UInt8] {
    let thresholds = report.thresholds.compactMap { threshold($0, report) }
    let failures = report.measurements.failures.sorted { $0.key < $1.key }.map { name, group in
      issue(
        "\(group.count) attempts failed: \(name)" + (group.samples.first?.message.map { " (\($0))" } ?? ""),
        check: "failure/\(name)", severity: "minor", place: nil, report)
    }
    return CanonicalJSON.bytes(of: .array(thresholds + failures)) + [0x0a]
  }

  private static func threshold(_ verdict: ThresholdVerdict, _ report: ReportDocument) -> JSONValue? {
    let severity: String
    switch verdict.outcome {
    case .pass: return nil
    case .fail, .noData: severity = "critical"
    case .inconclusive: severity = "info"
    }
    return issue(
      "\(verdict.outcome.rawValue): \(verdict.threshold.expression) (measured \(verdict.measuredWithInterval))",
      check: "threshold/\(verdict.threshold.expression)", severity: severity,
      place: verdict.threshold.source.flatMap(SourcePlace.init), report)
  }

  /// The fingerprint names the finding, not its figures, so that GitLab can tell new findings from known ones.
  private static func issue(
    _ description: String, check: String, severity: String, place: SourcePlace?, _ report: ReportDocument
  ) -> JSONValue {
    let name = "\(report.name)\n\(check)"
    return [
      "description": .string(String(description.prefix(500))),
      "check_name": .string("floodgate/\(check.prefix(200))"),
      "fingerprint": .string(SHA256.hexadecimal(Array(name.utf8))), "severity": .string(severity),
      "location": [
        "path": .string(place?.file ?? report.manifest.scenarioFile ?? report.name),
        "lines": ["begin": .integer(Int64(place?.line ?? 1))],
      ],
    ]
  }
}

/// Where a threshold was written: `file:line:column`.
struct SourcePlace {
  var file: String
  var line: Int

  init?(_ source: String) {
    let parts = source.split(separator: ":").map(String.init)
    guard parts.count >= 3, let line = Int(parts[parts.count - 2]), line > 0 else { return nil }
    file = parts.dropLast(2).joined(separator: ":")
    self.line = line
  }
}
