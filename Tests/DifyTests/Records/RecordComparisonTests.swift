import RunModel
import Testing

@testable import Dify

/// What the client saw, held against what the record says.
@Suite struct RecordComparisonTests {
  typealias Kind = Reconciliation.Difference.Kind

  /// What a run is that was seen (row) and recorded (column: running, succeeded, failed, stopped, paused, none).
  static let table: [(SeenEnd, [Kind?])] = [
    (.succeeded, [.otherEnd, nil, .otherEnd, .otherEnd, .otherEnd, .unknownToServer]),
    (.failed, [.otherEnd, .otherEnd, nil, .otherEnd, .otherEnd, .unknownToServer]),
    (.stopped, [.stillRunning, nil, nil, nil, nil, .unknownToServer]),
    (.paused, [.stillRunning, nil, nil, nil, nil, .unknownToServer]),
    (.cut, [.stillRunning, .endedUnseen, .endedUnseen, .endedUnseen, .endedUnseen, .unknownToServer]),
  ]

  @Test(arguments: 0..<table.count) func eachPairIsWhatItIs(row: Int) {
    let (seen, kinds) = Self.table[row]
    let records: [RecordStatus?] = RecordStatus.allCases.map(\.self) + [nil]
    #expect(records.map { RecordComparison.kind(seen, $0) } == kinds, "\(seen)")
  }

  @Test func countsOfBothSidesAddUp() {
    var result = Reconciliation(target: "t")
    let comparison = RecordComparison(
      seen: ["a": .succeeded, "b": .cut, "c": .cut, "d": .failed, "e": .stopped],
      records: ["a": .succeeded, "b": .running, "c": .succeeded, "e": .running, "x": .failed])
    comparison.fill(&result)
    #expect(result.seen == [.succeeded: 1, .cut: 2, .failed: 1, .stopped: 1])
    #expect(result.recorded == [.succeeded: 2, .running: 2, .failed: 1] && result.recordedRuns == 5)
    #expect(result.cut == [.running: 1, .succeeded: 1])
    #expect(
      result.differing == [.stillRunning: 2, .endedUnseen: 1, .unknownToServer: 1, .unknownToClient: 1])
    #expect(result.differences.map(\.id) == ["d", "x", "b", "e", "c"], "the gravest first")
    #expect(comparison.doubtful == ["b", "d", "e"], "running, or not there")
  }

  private func facts(_ change: (inout AnswerFacts) -> Void) -> AnswerFacts {
    var facts = AnswerFacts()
    change(&facts)
    return facts
  }

  @Test(
    arguments: [
      ("succeeded", nil, .succeeded), ("partial-succeeded", nil, .succeeded), ("stopped", nil, .stopped),
      ("failed", "no", .failed), ("failed", "User requested stop", .stopped), ("paused", nil, .paused),
      ("dancing", nil, .cut),
    ] as [(String, String?, SeenEnd)])
  func aFinishSaysHowItEnded(status: String, error: String?, end: SeenEnd) {
    #expect(SeenEnd(facts { $0.finish = .init(status: status, error: error) }) == end)
  }

  @Test func otherAnswersSayItToo() {
    #expect(SeenEnd(facts { $0.messageEnded = true }) == .succeeded)
    #expect(SeenEnd(facts { $0.paused = true }) == .paused)
    #expect(SeenEnd(facts { $0.problem = .init(code: "x") }) == .failed)
    #expect(SeenEnd(facts { $0.started = true }) == .cut)
  }
}
