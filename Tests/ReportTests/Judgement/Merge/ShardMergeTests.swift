import RunModel
import Testing

@testable import Judgement
@testable import Pages
@testable import Report

@Suite struct ShardMergeTests {
  private func reports(_ numbers: [Int], of count: Int = 3, whole: String = "whole") -> [ReportDocument] {
    numbers.map { number in
      var report = SampleRun.report(40)
      report.runID = "run-\(number)"
      var shard = ManifestShard(number, of: count)
      (shard.wholeHash, shard.wholeCount) = (whole, 120)
      report.manifest = ManifestFacts(contentHash: "part-\(number)", seed: 1, caseCount: 40, shard: shard)
      return report
    }
  }

  @Test func allShardsAreTheWhole() throws {
    let merged = try ReportMerge.merge(reports([2, 3, 1]))
    #expect(merged.manifest == ManifestFacts(contentHash: "whole", seed: 1, caseCount: 120))
    #expect(merged.measurements.statistics.total == 120 && merged.verdict != .invalid)
  }

  @Test func aMissingShardIsNoticedAndMayComeLater() throws {
    let some = try ReportMerge.merge(reports([3, 1]))
    #expect(
      some.verdict == .invalid && some.manifest.shard?.numbers == [1, 3] && some.manifest.caseCount == 80)
    #expect(some.notes[0] == "shards are missing: 2/3; here are 80 of 120 cases")
    let all = try ReportMerge.merge([some] + reports([2]))
    #expect(all.manifest.shard == nil && all.manifest.caseCount == 120 && all.verdict != .invalid)
    #expect(!all.notes.contains { $0.contains("missing") })
  }

  @Test func doubledAndForeignShardsAreRefused() {
    let whole = SampleRun.report(40)
    for (wrong, message) in [
      (reports([1, 2, 1]), "shard 1/3 is there twice, again in 'run-1'"),
      (reports([1]) + reports([2], of: 4), "of another manifest"),
      (reports([1]) + reports([2], whole: "else"), "of another manifest"),
      (reports([1]) + [whole], "is whole"),
    ] {
      let mismatch = #expect(throws: ReportMerge.Mismatch.self) { try ReportMerge.merge(wrong) }
      #expect(mismatch!.description.contains(message), "\(mismatch!)")
    }
  }
}
