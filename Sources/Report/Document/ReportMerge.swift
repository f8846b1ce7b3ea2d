import RunModel

/// Joins reports of shards or repetitions.
public enum ReportMerge {
  /// Reports that do not belong together.
  public struct Mismatch: Error, Sendable, CustomStringConvertible {
    /// What differs.
    public var description: String
  }

  /// One report with the measurements of all. When shards are missing it is invalid and says which. Throws
  /// ``Mismatch`` when the reports' names differ, or when they are shards of different manifests, or one is twice there.
  public static func merge(_ reports: [ReportDocument]) throws -> ReportDocument {
    guard var merged = reports.first else { throw Mismatch(description: "there is no report") }
    merged.manifest = try ShardMerge.merge(reports)
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
    let missing = ShardMerge.note(merged.manifest)
    merged.notes = [missing].compactMap(\.self) + merged.notes.filter { !$0.hasPrefix(ShardMerge.noteStart) }
    merged.runID = reports.map(\.runID).joined(separator: "+")
    merged.notes.append("joined from \(reports.count) reports")
    let verdicts = try Gate(merged.thresholds.map(\.threshold)).judge(
      merged.measurements, duration: merged.duration)
    merged.thresholds = verdicts
    merged.verdict = Gate.verdict(verdicts, isValid: merged.generator.problems.isEmpty && missing == nil)
    return merged
  }
}
