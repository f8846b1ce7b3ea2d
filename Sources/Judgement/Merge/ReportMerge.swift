import RunModel
import Statistics

/// Joins reports of shards or repetitions. The order in which they are given does not matter.
package enum ReportMerge {
  /// Reports that do not belong together.
  package struct Mismatch: Error, Sendable, CustomStringConvertible {
    /// What differs.
    package var description: String
  }

  /// One report with the measurements of all. Its duration is the longest of theirs, as of shards that ran side by side.
  /// When shards are missing it is invalid and says which. Throws ``Mismatch`` when they differ in scenario, policy,
  /// targets or thresholds, have a run in common, or are shards of different manifests.
  package static func merge(_ reports: [ReportDocument]) throws -> ReportDocument {
    let ordered = reports.sorted { ($0.startedAt, $0.runID) < ($1.startedAt, $1.runID) }
    // The gravest mismatches first.
    _ = try manifest(ordered.map(Part.init))
    var fold = ReportFold()
    for report in ordered { try fold.add(report) }
    return try fold.finish(isShared: false)
  }

  /// What of a report is kept until all are there.
  struct Part {
    var runID: String
    var runIDs: [String]
    var manifest: ManifestFacts

    init(_ report: ReportDocument) {
      (runID, runIDs, manifest) = (report.runID, report.runIDs, report.manifest)
    }
  }

  static let joined = "joined from "

  static func givenTwice(_ run: String) -> Mismatch {
    Mismatch(description: "run '\(run)' was given twice: its results would count double")
  }

  static func refuse(_ report: ReportDocument, differingFrom first: ReportDocument) throws {
    func refuse(_ what: String) -> Mismatch {
      Mismatch(description: "runs '\(first.runID)' and '\(report.runID)' do not belong together: \(what)")
    }
    guard report.name == first.name else {
      throw refuse("scenario '\(first.name)' is not '\(report.name)'")
    }
    guard report.execution == first.execution,
      report.measurements.warmUpEnd == first.measurements.warmUpEnd
    else { throw refuse("they were executed by different policies") }
    guard report.measurements.bands?.bands == first.measurements.bands?.bands else {
      throw refuse("they have different bands of performance")
    }
    guard report.targets == first.targets else {
      throw refuse("\(words(first.targets)) is not \(words(report.targets))")
    }
    guard report.thresholds.map(\.threshold.expression) == first.thresholds.map(\.threshold.expression) else {
      throw refuse("they were judged by different thresholds")
    }
  }

  private static func words(_ targets: [TargetFacts]) -> String {
    targets.isEmpty
      ? "no target"
      : targets.map {
        "\($0.name) (\($0.app), \($0.responseMode), \($0.baseURL), Dify \($0.serverVersion ?? "?"), \($0.connections))"
      }
      .joined(separator: " and ")
  }

  /// Repetitions have one manifest, shards are known as such; of other manifests the hashes are hashed again.
  static func manifest(_ parts: [Part]) throws -> ManifestFacts {
    guard !parts.isEmpty else { throw Mismatch(description: "there is no report") }
    guard parts.allSatisfy({ $0.manifest.shard == nil }) else { return try ShardMerge.merge(parts) }
    let distinct = Dictionary(parts.map { ($0.manifest.contentHash, $0.manifest) }) { first, _ in first }
    var facts = parts[0].manifest
    guard distinct.count > 1 else { return facts }
    facts.caseCount = distinct.values.reduce(0) { $0 + $1.caseCount }
    facts.contentHash = SHA256.hexadecimal(Array(distinct.keys.sorted().joined(separator: "\n").utf8))
    return facts
  }
}
