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
    guard var merged = ordered.first else { throw Mismatch(description: "there is no report") }
    merged.manifest = try manifest(ordered)
    try refuseRunsGivenTwice(ordered)
    for report in ordered.dropFirst() {
      try refuse(report, differingFrom: ordered[0])
      merged.measurements.merge(report.measurements)
      merged.duration = max(merged.duration, report.duration)
      merged.peakConcurrency += report.peakConcurrency
      merged.stopReason = merged.stopReason ?? report.stopReason
      merged.generator = merged.generator.worse(report.generator)
    }
    let counts = ordered.compactMap(\.counts)
    merged.counts = counts.count == ordered.count ? counts.dropFirst().reduce(counts[0], +) : nil
    merged.baseline = joined(ordered.compactMap(\.baseline)) { $0.merge($1) }
    merged.observed = joined(ordered.compactMap(\.observed)) { $0.merge($1) }
    merged.reconciliations = reconciliations(ordered)
    merged.reached = ReachedLoad.sum(ordered.map(\.reached))
    let missing = ShardMerge.note(merged.manifest)
    let runs = ordered.flatMap(\.runIDs).sorted()
    merged.parts = runs.count > 1 ? runs : nil
    merged.runID = runs.joined(separator: "+")
    merged.environment = environment(ordered)
    let notes = ordered.flatMap(\.notes).filter {
      !$0.hasPrefix(joined) && !$0.hasPrefix(ShardMerge.noteStart) && !$0.hasPrefix(ManifestShard.noteStart)
    }
    merged.notes = [missing].compactMap(\.self) + Set(notes).sorted() + ["\(joined)\(runs.count) runs"]
    if let aborted = ordered.lazy.flatMap(\.thresholds).first(where: \.abortedRun) {
      merged.thresholds = merged.thresholds.map { $0.threshold == aborted.threshold ? aborted : $0 }
    }
    return try merged.judgedByItself()
  }

  private static let joined = "joined from "

  /// All parts as one; `nil` of none.
  private static func joined<Part>(_ parts: [Part], _ merge: (inout Part, Part) -> Void) -> Part? {
    guard let first = parts.first else { return nil }
    return parts.dropFirst().reduce(into: first, merge)
  }

  /// Those of all, by target; `nil` when one has none.
  private static func reconciliations(_ reports: [ReportDocument]) -> [Reconciliation]? {
    let all = reports.compactMap(\.reconciliations)
    guard all.count == reports.count else { return nil }
    let targets = Dictionary(all.joined().map { ($0.target, $0) }) { left, right in
      var sum = left
      sum.merge(right)
      return sum
    }
    return targets.values.sorted { $0.target < $1.target }
  }

  private static func refuseRunsGivenTwice(_ reports: [ReportDocument]) throws {
    var seen: Set<String> = []
    for run in reports.flatMap(\.runIDs) where !seen.insert(run).inserted {
      throw Mismatch(description: "run '\(run)' was given twice: its results would count double")
    }
  }

  private static func refuse(_ report: ReportDocument, differingFrom first: ReportDocument) throws {
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
  private static func manifest(_ reports: [ReportDocument]) throws -> ManifestFacts {
    guard reports.allSatisfy({ $0.manifest.shard == nil }) else { return try ShardMerge.merge(reports) }
    let distinct = Dictionary(reports.map { ($0.manifest.contentHash, $0.manifest) }) { first, _ in first }
    var facts = reports[0].manifest
    guard distinct.count > 1 else { return facts }
    facts.caseCount = distinct.values.reduce(0) { $0 + $1.caseCount }
    facts.contentHash = SHA256.hexadecimal(Array(distinct.keys.sorted().joined(separator: "\n").utf8))
    return facts
  }

  /// Facts on which the runs differ show all that they say.
  private static func environment(_ reports: [ReportDocument]) -> [String: String] {
    let facts = reports.flatMap { $0.environment.map { ($0.key, [$0.value]) } }
    return Dictionary(facts, uniquingKeysWith: +).mapValues { Set($0).sorted().joined(separator: ", ") }
  }
}

extension GeneratorHealth {
  /// The worse of both, figure by figure.
  package func worse(_ other: GeneratorHealth) -> GeneratorHealth {
    var worse = self
    worse.loopUtilisation = [loopUtilisation, other.loopUtilisation].compactMap(\.self).max()
    worse.worstTimerLateness = max(worstTimerLateness, other.worstTimerLateness)
    worse.lateTimers = max(lateTimers, other.lateTimers)
    worse.lag = [lag, other.lag].compactMap(\.self).max { $0.p99 < $1.p99 }
    worse.processor = [processor, other.processor].compactMap(\.self).max()
    worse.otherPrograms = [otherPrograms, other.otherPrograms].compactMap(\.self).max()
    worse.steal = [steal, other.steal].compactMap(\.self).max()
    worse.clockStep = [clockStep, other.clockStep].compactMap(\.self).max { abs($0) < abs($1) }
    worse.openFiles = max(openFiles, other.openFiles)
    worse.openFileLimit = min(openFileLimit, other.openFileLimit)
    return worse
  }
}
