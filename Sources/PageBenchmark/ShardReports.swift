import Foundation
import Report
import RunModel

/// Reports of the shards of one made-up run, each of a million tasks: what `floodgate merge` is measured with.
enum ShardReports {
  /// Writes so many into a folder, of 100 cases, 10 customers and 8 nodes, or as varied as a report can hold.
  static func write(_ count: Int, to folder: String, asVariedAsCanBe: Bool) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let variety = asVariedAsCanBe ? LargeRun.Variety.most : .usual
    let bases = (1...4).map { LargeRun.report(results: 1_000_000, seed: UInt64($0), variety) }
    DispatchQueue.concurrentPerform(iterations: count) { index in
      var report = bases[index % bases.count]
      report.runID = "shard-\(index + 1)"
      report.manifest = ManifestFacts(
        contentHash: report.runID, seed: 1, caseCount: 100,
        shard: ManifestShard(index + 1, of: count, wholeHash: "whole", wholeCount: 100 * count))
      do { try ReportFile.write(report, to: "\(folder)/\(index + 1).json.gz") } catch {
        fatalError("\(error)")
      }
    }
  }
}
