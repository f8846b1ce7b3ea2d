import RunModel
import Statistics
import Testing

@testable import LoadEngine

/// Rates that end a run: by evidence, in the order of starts.
@Suite struct RateStopTests {
  /// Begins tasks one after the other and ends each at once; after how many the rule stops, if it does.
  private func stop(_ outcomes: [Bool], _ rule: RateStop) -> Int? {
    var rule = rule
    for (number, succeeds) in outcomes.enumerated() {
      rule.begin(number)
      if rule.end(number, failed: !succeeds) != nil { return number + 1 }
    }
    return nil
  }

  private static let last50 = RateStop.Reach.last(50)

  @Test func anOutageEndsTheRunOnceEnoughHaveEnded() throws {
    let outage = [Bool](repeating: false, count: 40)
    for reach in [RateStop.Reach.all, Self.last50] {
      #expect(stop(outage, RateStop(failuresAtMost: 0.2, minimumCount: 20, over: reach)) == 20)
      let early = try #require(stop(outage, RateStop(failuresAtMost: 0.2, minimumCount: 1, over: reach)))
      #expect((3...8).contains(early), "\(early)")
    }
  }

  @Test func aRateJustAboveItsLimitIsNoEvidence() {
    let outcomes = (0..<100).map { $0 % 18 != 0 }
    for reach in [RateStop.Reach.all, Self.last50] {
      #expect(stop(outcomes, RateStop(failuresAtMost: 0.05, minimumCount: 20, over: reach)) == nil)
    }
  }

  /// A long good past must not hide that the server is down now.
  @Test func theLastTasksAreLookedAtByThemselves() throws {
    let outcomes = [Bool](repeating: true, count: 20_000) + [Bool](repeating: false, count: 400)
    let recent = stop(outcomes, RateStop(failuresAtMost: 0.2, minimumCount: 20, over: Self.last50))
    #expect(try #require(recent) < 20_080)
    #expect(stop(outcomes, RateStop(failuresAtMost: 0.2, minimumCount: 20, over: .all)) == nil)
  }

  @Test func tasksUnderWayMaySucceedYet() {
    for reach in [RateStop.Reach.all, .last(1000)] {
      var rule = RateStop(failuresAtMost: 0.05, minimumCount: 20, over: reach)
      for number in 0..<800 { rule.begin(number) }
      let stops = (0..<40).contains { rule.end($0 * 20, failed: true) != nil }
      #expect(!stops, "40 of 800 have failed, the others are still under way")
      #expect((1..<200).contains { rule.end($0 * 4 + 1, failed: true) != nil })
    }
  }

  /// Requests that hang until they time out are judged as soon as those that began with them have ended.
  @Test func whatHangsIsJudgedByThoseThatBeganWithIt() {
    var rule = RateStop(failuresAtMost: 0.5, minimumCount: 20, over: Self.last50)
    for number in 0..<5000 { rule.begin(number) }
    #expect((0..<50).contains { rule.end($0, failed: true) != nil })
  }

  @Test func blocksAreKeptWhileATaskOfThemIsUnderWay() {
    var order = StartOrder(blockSize: 10)
    for number in 0..<100 { order.begin(number) }
    for number in 1..<100 { _ = order.end(number, failed: number.isMultiple(of: 10)) }
    #expect(order.end(0, failed: true) == 0)
    order.begin(100)
    let all = order.all(through: order.lastBlock)
    #expect(all == StartOrder.Stretch(begun: 101, ended: 100, failed: 10))
    #expect(order.all(through: 9) == StartOrder.Stretch(begun: 100, ended: 100, failed: 10))
    #expect(order.stretch(9, 10) == StartOrder.Stretch(begun: 11, ended: 10, failed: 1))
  }

  /// Scenarios share the run's numbers: those of one have gaps.
  @Test func numbersMayHaveGaps() {
    var order = StartOrder(blockSize: 2)
    for number in [3, 8, 20, 21, 40] { order.begin(number) }
    #expect([3, 8, 20, 21, 40].map { order.end($0, failed: false) } == [0, 0, 1, 1, 2])
    #expect(order.end(1, failed: true) == nil)
  }

  @Test("At the limit itself at most 1 % of runs are ended", arguments: [true, false])
  func theChanceToErrIsKept(isWindowed: Bool) {
    var random = SeededGenerator(seed: 5)
    let ended = (0..<400).count { _ in
      let outcomes = (0..<400).map { _ in random.nextUnit() >= 0.1 }
      let reach = isWindowed ? RateStop.Reach.last(20) : .all
      return stop(outcomes, RateStop(failuresAtMost: 0.1, minimumCount: 5, over: reach)) != nil
    }
    #expect(ended <= 8, "\(ended) of 400")
  }
}
