import RunModel
import Testing

@testable import Judgement

/// What the steps of a search come to, from steps made by hand.
@Suite struct CapacityAnswerTests {
  private static func trials(_ steps: [(Double, CapacityStep.Standing)]) -> [CapacitySearch.Trial] {
    steps.map { CapacitySearch.Trial(load: $0.0, standing: $0.1) }
  }

  /// Four holds; five held once and broke twice. Of users that is the next one, of a rate a quarter more.
  @Test func ofFewUsersTheNextOneIsNoDifference() {
    let ledger = CapacityLedger(Self.trials([(4, .held), (5, .held), (5, .broke), (5, .broke)]))
    let users = ledger.course(tolerance: 0.05, isWhole: true)
    #expect(users.course == .stable && users.heldEarlier == nil)
    let rate = ledger.course(tolerance: 0.05, isWhole: false)
    #expect(rate.course == .afterOverload && rate.heldEarlier == 5)
  }

  @Test func aGeneratorThatFailsTwiceAtALoadItNeverMadeIsTheLimit() {
    var search = CapacitySearch(CapacityPlan(over: .users, most: 64, start: 8))
    search.record(.init(load: 8, standing: .held))
    search.record(.init(load: 16, standing: .generator))
    #expect(search.next == .step(16, .confirming), "once may be an accident")
    search.record(.init(load: 16, standing: .generator))
    guard case .answer(let answer) = search.next else {
      Issue.record("no answer")
      return
    }
    #expect(answer.kind == .generatorLimit && answer.sustained == 8 && answer.broke == nil)
  }

  /// One of two searches never broke: how much more the second side holds has no upper end.
  @Test func aRatioIsOpenWhereOneOfTheSearchesNeverBroke() {
    let first = CapacityGateTests.report(.found, held: 40, broke: 41)
    let second = [
      CapacityGateTests.report(.found, held: 32, broke: 33), CapacityGateTests.report(.neverBroke, held: 64),
    ]
    let ratio = CapacityRatio([first], second)
    #expect(ratio.low == 0.8 && ratio.high == nil && ratio.value == nil)
  }
}
