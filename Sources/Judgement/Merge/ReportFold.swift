import RunModel

/// Joins reports one after the other, so that few of them are in memory: the first is what the others are held against.
package struct ReportFold {
  private var sum: Sum?
  private var runs: Set<String> = []

  package init() {}

  /// Takes another. Throws ``ReportMerge/Mismatch`` when it does not belong to the first, or has a run in common.
  package mutating func add(_ report: ReportDocument) throws {
    // First what shards say of themselves: "shard 1/3 is there twice" tells more.
    if sum == nil { sum = Sum(report) } else { try sum?.add(report) }
    for run in report.runIDs where !runs.insert(run).inserted { throw ReportMerge.givenTwice(run) }
  }

  /// The joined report. `isShared`: its parts are shards, also when there is only one. Throws ``ReportMerge/Mismatch``
  /// for shards that are there twice, or when there was no report.
  package consuming func finish(isShared: Bool) throws -> ReportDocument {
    guard let sum else { throw ReportMerge.Mismatch(description: "there is no report") }
    return try sum.finish(isShared: isShared)
  }
}

extension ReportFold {
  /// What was taken so far.
  private struct Sum {
    private let first: ReportDocument
    private var merged: ReportDocument
    private var parts: [ReportMerge.Part]
    private var reached: [ReachedLoad?]
    private var reconciled: [String: Reconciliation]?
    private var environment: [String: Set<String>]
    private var notes: Set<String>
    private var remarks: Set<String>

    init(_ report: ReportDocument) {
      merged = report
      parts = [ReportMerge.Part(report)]
      reached = [report.reached]
      reconciled = report.reconciliations.map { all in
        Dictionary(all.map { ($0.target, $0) }) { Self.sum($0, $1) }
      }
      environment = report.environment.mapValues { [$0] }
      (notes, remarks) = (Set(report.notes), Set(report.remarks ?? []))
      var bare = report
      bare.measurements = RunMeasurements(
        warmUpEnd: report.measurements.warmUpEnd, bands: report.measurements.bands?.bands)
      first = bare
    }

    mutating func add(_ report: ReportDocument) throws {
      _ = try ReportMerge.manifest([parts[0], ReportMerge.Part(report)])
      try ReportMerge.refuse(report, differingFrom: first)
      parts.append(ReportMerge.Part(report))
      merged.startedAt = min(merged.startedAt, report.startedAt)
      merged.tags = RunTags.union(merged.tags, report.tags)
      merged.measurements.merge(report.measurements)
      merged.duration = max(merged.duration, report.duration)
      merged.peakConcurrency += report.peakConcurrency
      merged.stopReason = merged.stopReason ?? report.stopReason
      merged.generator = merged.generator.worse(report.generator)
      merged.counts = merged.counts.flatMap { sum in report.counts.map { sum + $0 } }
      merged.baseline = Self.joined(merged.baseline, report.baseline) { $0.merge($1) }
      merged.observed = Self.joined(merged.observed, report.observed) { $0.merge($1) }
      reached.append(report.reached)
      addReconciliations(report)
      environment.merge(report.environment.mapValues { [$0] }) { $0.union($1) }
      notes.formUnion(report.notes)
      remarks.formUnion(report.remarks ?? [])
      if let aborted = report.thresholds.first(where: \.abortedRun) { take(aborted) }
    }

    func finish(isShared: Bool) throws -> ReportDocument {
      var whole = merged
      whole.manifest = try ReportMerge.manifest(parts)
      whole.reconciliations = reconciled.map { $0.values.sorted { $0.target < $1.target } }
      whole.reached = ReachedLoad.sum(reached)
      let runs = parts.flatMap(\.runIDs).sorted()
      whole.parts = runs.count > 1 || isShared ? runs : nil
      whole.runID = runs.joined(separator: "+")
      whole.environment = environment.mapValues { $0.sorted().joined(separator: ", ") }
      let missing = ShardMerge.note(whole.manifest)
      whole.notes =
        [missing].compactMap(\.self)
        + Self.others(notes, than: [ReportMerge.joined, ShardMerge.noteStart, ManifestShard.noteStart])
      whole.remarks =
        Self.others(remarks, than: [ReportMerge.joined]) + ["\(ReportMerge.joined)\(runs.count) runs"]
      return try whole.judgedByItself()
    }

    /// What a part says of itself alone is not said of the whole.
    private static func others(_ texts: Set<String>, than starts: [String]) -> [String] {
      texts.filter { text in !starts.contains { text.hasPrefix($0) } }.sorted()
    }

    /// The first threshold that ended a run is the one that is told.
    private mutating func take(_ aborted: ThresholdVerdict) {
      guard !merged.thresholds.contains(where: \.abortedRun) else { return }
      merged.thresholds = merged.thresholds.map { $0.threshold == aborted.threshold ? aborted : $0 }
    }

    /// Those of all, by target; `nil` when one has none.
    private mutating func addReconciliations(_ report: ReportDocument) {
      guard let more = report.reconciliations else { return reconciled = nil }
      for next in more {
        let sum = reconciled?[next.target].map { Self.sum($0, next) } ?? next
        reconciled?[next.target] = sum
      }
    }

    /// Both as one; `nil` of none.
    private static func joined<Part>(_ one: Part?, _ other: Part?, _ merge: (inout Part, Part) -> Void)
      -> Part?
    {
      guard var sum = one, let other else { return one ?? other }
      merge(&sum, other)
      return sum
    }

    private static func sum(_ left: Reconciliation, _ right: Reconciliation) -> Reconciliation {
      var sum = left
      sum.merge(right)
      return sum
    }
  }
}
