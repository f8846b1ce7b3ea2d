import RunModel
import Testing

@testable import Judgement
@testable import Report

/// An empty workflow beside the turns of both sides.
@Suite struct PlatformTurnsTests {
  @Test func whatThePlatformDidIsTakenOutAndSaid() throws {
    // Two of three pairs have a slow phase in one of their turns, and the empty workflow has it too.
    func runs(_ seed: UInt64, slow: Int) -> [ReportDocument] {
      var runs = ComparisonTests.runs(12, seed: seed, noise: 0.01, tasks: 60)
      for pair in runs.indices {
        let factor = pair % 3 == slow ? 1.5 : 1
        if factor > 1 {
          runs[pair].measurements =
            ComparisonTests.runs(1, seed: seed + UInt64(pair), median: 0.75, noise: 0.01, tasks: 60)[0]
            .measurements
        }
        var baseline = BaselineReport()
        for index in 0..<4 {
          baseline.record(
            GateTests.result(index, seconds: 0.06 * factor * (1 + 0.01 * Double(index))), .beside)
        }
        runs[pair].baseline = baseline
      }
      return runs
    }
    let (first, second) = (runs(1, slow: 0), runs(50, slow: 1))
    let with = Comparer().compare(TurnUnits(first, second, TurnsTests.turns(12)))
    let without = Comparer().compare(
      TurnUnits(first.map(Self.withoutBaseline), second.map(Self.withoutBaseline), TurnsTests.turns(12)))
    let rows = try [with, without].map { comparison in
      try #require(comparison.rows.first { $0.name == "response_time.p50" })
    }
    let taken = try #require(rows[0].platformNoise)
    #expect(taken > 0.5 && rows[1].platformNoise == nil && rows[0].degrees == 10 && rows[1].degrees == 11)
    #expect(try #require(rows[0].standardError) < 0.5 * rows[1].standardError!)
    #expect(
      with.notes.contains {
        $0.contains("% of the noise of response_time.p50")
          && $0.contains("taken out by the baseline workflow")
      })
    #expect(try ComparisonFile.decode(ComparisonFile.json(with)) == with)
    #expect(!without.notes.contains { $0.contains("baseline") })
  }

  private static func withoutBaseline(_ report: ReportDocument) -> ReportDocument {
    var report = report
    report.baseline = nil
    return report
  }
}
