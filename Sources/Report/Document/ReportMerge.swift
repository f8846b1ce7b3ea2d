import RunModel

/// Joins reports of shards or repetitions.
public enum ReportMerge {
  /// Reports that do not belong together.
  public struct Mismatch: Error, Sendable, CustomStringConvertible {
    /// What differs.
    public var description: String
  }

  /// One report with the measurements of all. Throws ``Mismatch`` when their names or policies differ.
  public static func merge(_ reports: [ReportDocument]) throws -> ReportDocument {
    guard var merged = reports.first else { throw Mismatch(description: "there is no report") }
    for report in reports.dropFirst() {
      guard report.name == merged.name else {
        throw Mismatch(description: "'\(report.name)' and '\(merged.name)' are different scenarios")
      }
      merged.measurements.merge(report.measurements)
      merged.duration = max(merged.duration, report.duration)
      merged.peakConcurrency += report.peakConcurrency
      merged.stopReason = merged.stopReason ?? report.stopReason
      merged.notes += report.notes.filter { !merged.notes.contains($0) }
      if !report.generator.problems.isEmpty { merged.generator = report.generator }
    }
    merged.runID = reports.map(\.runID).joined(separator: "+")
    merged.notes.append("joined from \(reports.count) reports")
    let verdicts = try Gate(merged.thresholds.map(\.threshold)).judge(
      merged.measurements, duration: merged.duration)
    merged.thresholds = verdicts
    merged.verdict = Gate.verdict(verdicts, isValid: merged.generator.problems.isEmpty)
    return merged
  }
}
