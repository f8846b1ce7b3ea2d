import Foundation
import RunModel
import Testing

@testable import Judgement
@testable import Pages
@testable import Report

/// A sweep's order, its words, its page.
@Suite struct SweepTests {
  static func report(
    _ unit: CapacityPlan.Unit = .users, seconds: Double = 100, endedBy: String? = nil
  ) -> SweepReport {
    let loads = [1.0, 2, 4, 8, 16, 32]
    let steps = loads.map { load in
      var step = CapacityStep(load: load, phase: "sweep", standing: load > 8 ? .broke : .held)
      (step.throughput, step.goodput, step.tasks) = (min(load * 2, 10), min(load * 2, 10), 100)
      (step.succeeded, step.seconds) = (100, seconds)
      step.response = .init(p50: 0.5, p95: max(0.5, load / 10))
      return step
    }
    return SweepReport(
      name: "shop", startedAt: "2026-11-28T04:00:00Z", duration: 80, over: unit, loads: loads,
      pace: CapacityPace(), objective: ["response_time.p95 < 1s"], knee: ThroughputKnee.load(of: steps),
      steps: steps, endedBy: endedBy)
  }

  @Test func blocksHaveEachLoadOnce() {
    #expect(SweepOrder.blocks([1, 2, 5], times: 2, seed: nil) == [1, 2, 5, 1, 2, 5])
    let loads = (1...20).map(Double.init)
    let order = SweepOrder.blocks(loads, times: 3, seed: 7)
    for block in 0..<3 { #expect(order[block * 20..<(block + 1) * 20].sorted() == loads) }
    #expect(order == SweepOrder.blocks(loads, times: 3, seed: 7))
    #expect(order != SweepOrder.blocks(loads, times: 3, seed: 8) && order.prefix(20) != order.suffix(20))
  }

  @Test func saysWhatItCameTo() {
    #expect(Self.report().knee == 5 && Self.report().held == 8)
    #expect(
      Self.report().sentence
        == "Most was done from 8 to 32 users, equally much, as far as 300 tasks can tell: 10.0 tasks a second; the objective held up to 8 users."
    )
    #expect(Self.report(.rate, seconds: 10).sentence.hasPrefix("Most was done from 4 to 32/s, equally much"))
    #expect(Self.report(seconds: 0.1).sentence.hasPrefix("All loads did equally much, as far as 600 tasks"))
    var alone = Self.report()
    alone.steps.removeLast(2)
    #expect(alone.sentence.hasPrefix("Most was done at 8 users: 10.0 tasks a second;"))
    #expect(
      Self.report(endedBy: "it was interrupted").sentence.hasSuffix("6 of 6 steps: it was interrupted."))
  }

  /// One of the fastest loads was slow by chance, or not at all: those beside it are no range.
  @Test func whatLiesBetweenIsNotHidden() {
    var report = Self.report()
    report.steps[4].goodput = 2
    #expect(report.sentence.hasPrefix("Most was done at 8 and 32 users, equally much"))
  }

  @Test func settingsThatDidEquallyMuchAreNamed() {
    var report = Self.report(seconds: 10)
    report.settings = .init(names: ["k"], combinations: [["1"], ["2"], ["3"]], order: [], hasOwnLoad: true)
    for index in report.steps.indices { report.steps[index].settings = ["\(index / 2 + 1)"] }
    #expect(
      report.sentence
        == "Most was done with k 2; k 3, equally much, as far as 400 tasks can tell: 9.00 to 10.0 tasks a second."
    )
    for index in report.steps.indices { report.steps[index].goodput = 10 }
    #expect(report.sentence.hasPrefix("All settings did equally much, as far as 600 tasks can tell: 10.0"))
    report.steps.removeFirst(4)
    #expect(report.sentence == "Most was done with k 3: 10.0 tasks a second.")
  }

  @Test func itsPageIsValidAndComesBackFromDisk() throws {
    for unit in CapacityPlan.Unit.allCases {
      let report = Self.report(unit)
      #expect(HTMLCheck.problems(SweepPage(report).bytes) == [])
      let path = "/tmp/fg-sweep-\(UInt32.random(in: 0...UInt32.max)).json.gz"
      try CapacityFile.write(report, to: path)
      #expect(try CapacityFile.readSweep(path) == report)
      try FileManager.default.removeItem(atPath: path)
    }
  }
}
