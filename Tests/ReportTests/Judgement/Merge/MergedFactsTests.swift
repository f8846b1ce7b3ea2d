import RunModel
import Testing

@testable import Judgement
@testable import Report

/// What joined reports say of their cases and of their machines.
@Suite struct MergedFactsTests {
  private static func shard(_ number: Int) -> ReportMerge.Part {
    var report = SampleRun.report(0, thresholds: [])
    report.runID = "run-\(number)"
    report.manifest = ManifestFacts(
      contentHash: "part-\(number)", seed: 1, caseCount: 40,
      shard: ManifestShard(number, of: 3, wholeHash: "whole", wholeCount: 120))
    return ReportMerge.Part(report)
  }

  @Test func someShardsAreKnownByTheHashesOfAllOfThem() throws {
    let some = try ShardMerge.merge([Self.shard(1), Self.shard(3)])
    #expect(some.contentHash == "part-1+part-3" && some.caseCount == 80)
    #expect(some.shard?.numbers == [1, 3])
    let all = try ShardMerge.merge([1, 3, 2].map(Self.shard))
    #expect(all.contentHash == "whole" && all.caseCount == 120 && all.shard == nil)
  }

  @Test func ofEachFigureOfTheGeneratorTheWorseIsKept() {
    let first = GeneratorHealth(worstTimerLateness: 0.2, lateTimers: 0.01)
    let second = GeneratorHealth(worstTimerLateness: 0.1, lateTimers: 0.04)
    for worse in [first.worse(second), second.worse(first)] {
      #expect(worse.worstTimerLateness == 0.2 && worse.lateTimers == 0.04)
    }
  }
}
