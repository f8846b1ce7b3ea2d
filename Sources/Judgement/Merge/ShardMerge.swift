import RunModel

/// What manifest several reports are of: the same one run again, or the shards of one.
enum ShardMerge {
  /// The joined facts. Throws ``ReportMerge/Mismatch`` for shards that do not belong together, or are there twice.
  static func merge(_ reports: [ReportMerge.Part]) throws -> ManifestFacts {
    var joined = reports[0].manifest
    for report in reports.dropFirst() {
      switch (joined.shard, report.manifest.shard) {
      case (nil, nil): continue
      case (let shard?, let other?): joined = try merge(joined, shard, report, other)
      default:
        throw ReportMerge.Mismatch(
          description: "'\(report.runID)' and '\(reports[0].runID)': one is a shard, the other is whole")
      }
    }
    if let shard = joined.shard, shard.missing.isEmpty {
      joined.shard = nil
      joined.contentHash = shard.wholeHash
      joined.caseCount = shard.wholeCount
    }
    return joined
  }

  private static func merge(
    _ joined: ManifestFacts, _ shard: ManifestShard, _ report: ReportMerge.Part, _ other: ManifestShard
  ) throws -> ManifestFacts {
    guard shard.count == other.count, shard.wholeHash == other.wholeHash else {
      throw ReportMerge.Mismatch(
        description:
          "'\(report.runID)' is shard \(other) of another manifest (\(other.wholeHash.prefix(12)), \(other.wholeCount) cases) than shard \(shard) (\(shard.wholeHash.prefix(12)), \(shard.wholeCount) cases)"
      )
    }
    if let double = other.numbers.first(where: shard.numbers.contains) {
      throw ReportMerge.Mismatch(
        description: "shard \(double)/\(shard.count) is there twice, again in '\(report.runID)'")
    }
    var facts = joined
    facts.contentHash += "+" + report.manifest.contentHash
    facts.caseCount += report.manifest.caseCount
    facts.shard?.numbers = (shard.numbers + other.numbers).sorted()
    return facts
  }

  static let noteStart = "shards are missing: "

  /// What a reader should know when shards are missing.
  static func note(_ facts: ManifestFacts) -> String? {
    guard let shard = facts.shard else { return nil }
    let names = shard.missing.prefix(10).map { "\($0)/\(shard.count)" }.joined(separator: ", ")
    let more = shard.missing.count > 10 ? " and \(shard.missing.count - 10) more" : ""
    return
      "\(noteStart)\(names)\(more); here are \(min(facts.caseCount, shard.wholeCount)) of \(shard.wholeCount) cases"
  }
}
