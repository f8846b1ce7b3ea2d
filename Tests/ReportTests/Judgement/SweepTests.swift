import Foundation
import RunModel
import Testing

@testable import Judgement
@testable import Pages
@testable import Report

/// A sweep's order, its words, its page.
@Suite struct SweepTests {
  static func report(_ unit: CapacityPlan.Unit = .users, endedBy: String? = nil) -> SweepReport {
    let loads = [1.0, 2, 4, 8, 16, 32]
    let steps = loads.map { load in
      var step = CapacityStep(load: load, phase: "sweep", standing: load > 8 ? .broke : .held)
      (step.throughput, step.goodput, step.tasks) = (min(load * 2, 10), min(load * 2, 10), 100)
      (step.succeeded, step.seconds) = (100, 10)
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
        == "Most was done at 8 users: 10.0 tasks a second; the objective held up to 8 users.")
    #expect(
      Self.report(endedBy: "it was interrupted").sentence.hasSuffix("6 of 6 steps: it was interrupted."))
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
