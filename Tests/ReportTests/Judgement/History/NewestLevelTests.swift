import RunModel
import Statistics
import Testing

@testable import Judgement
@testable import Report

/// Two changes of level, eight runs a level: only the newest level says what is usual.
@Suite struct NewestLevelTests {
  /// A level times e to the 0.02 or to the -0.02, in turns.
  private static let entries: [HistoryEntry] = {
    let empty = HistoryEntry(SampleRun.report(0, thresholds: []))
    return (0..<24).map { index in
      var entry = empty
      let noise = NaturalLogarithm.inverse(index.isMultiple(of: 2) ? 0.02 : -0.02)
      entry.startedAt = "2026-11-\(10 + index / 2)T1\(index % 2):00:00Z"
      entry.verdict = .passed
      entry.figures = [
        HistoryMetric.responseMedian.rawValue: .init(value: [0.5, 0.65, 0.9][index / 8] * noise)
      ]
      return entry
    }
  }()

  private static func trend(_ entries: some Sequence<HistoryEntry>) throws -> History.Trend {
    try #require(History(scenario: "sample", of: Array(entries)).trends.first)
  }

  @Test func bothChangesAreFound() throws {
    #expect(try Self.trend(Self.entries).changes.map(\.change.index) == [8, 16])
  }

  @Test func theNewestRunsAreJudgedAsIfTheirLevelWereAll() throws {
    let (whole, newest) = (try Self.trend(Self.entries), try Self.trend(Self.entries.suffix(8)))
    #expect(newest.changes.isEmpty && newest.smallestDetectable != nil)
    #expect(whole.smallestDetectable == newest.smallestDetectable && whole.newest == nil)
  }

  /// By hand: eight values, each 0.02 off their mean, have the standard deviation 0.02 x sqrt(8 / 7).
  @Test func theNoiseOfRunsIsThatOfTheNewestLevel() throws {
    let noise = try #require(RunNoise(scenario: "sample", of: Self.entries))
    #expect(abs(noise.latency - 0.021380899) < 1e-9)
    #expect(noise.runs == 8 && noise.degrees == 7)
  }
}
