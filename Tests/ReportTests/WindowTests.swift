import RunModel
import Statistics
import Testing

@testable import Judgement
@testable import Pages
@testable import Report

/// Thresholds over every stretch of a run.
@Suite struct WindowTests {
  /// A task a tenth of a second; those within `bad` fail, and answers take `seconds`.
  private func run(
    _ length: Int, bad: Range<Int> = 0..<0, slow: Range<Int> = 0..<0, selections: [Selection] = []
  ) -> RunMeasurements {
    var measurements = RunMeasurements(selections: selections)
    for index in 0..<length * 10 {
      let second = index / 10
      measurements.record(
        GateTests.result(
          index, at: Double(index) / 10, seconds: slow.contains(second) ? 3 : 0.05,
          status: bad.contains(second) ? .failed : .succeeded))
    }
    return measurements
  }

  private func verdict(_ expression: String, _ measurements: RunMeasurements, duration: Double = 120) throws
    -> ThresholdVerdict
  {
    let definition = ThresholdDefinition(expression: expression, window: 30)
    return try Gate([definition]).judge(measurements, duration: duration)[0]
  }

  @Test(arguments: [
    ("success_rate >= 0.9", 40..<42, ThresholdVerdict.Outcome.pass), ("success_rate >= 0.9", 40..<45, .fail),
    ("error_rate < 20%", 40..<52, .fail), ("tasks.rate > 9", 0..<0, .pass), ("tasks >= 301", 0..<0, .fail),
    ("failed <= 20", 40..<42, .pass), ("response_time.p95 < 1s", 0..<0, .pass),
  ]) func failsIfOneStretchFails(expression: String, bad: Range<Int>, expected: ThresholdVerdict.Outcome)
    throws
  {
    #expect(try verdict(expression, run(120, bad: bad)).outcome == expected, "\(expression) \(bad)")
  }

  /// Four slow seconds in a row are a stretch that fails; of the run they say too little to fail it.
  @Test func theRunAsAWholeMayHide() throws {
    let measurements = run(120, slow: 40..<44)
    let whole = try Gate([ThresholdDefinition(expression: "response_time.p95 < 1s")])
    #expect(whole.judge(measurements, duration: 120)[0].outcome == .inconclusive)
    let failed = try verdict("response_time.p95 < 1s", measurements)
    #expect(failed.outcome == .fail && failed.explanation?.contains("one of 91 windows") == true)
  }

  @Test func tooFewInAStretchAreUndecided() throws {
    var measurements = RunMeasurements()
    for index in 0..<60 { measurements.record(GateTests.result(index, at: Double(index), seconds: 0.1)) }
    #expect(try verdict("response_time.p95 < 1s", measurements, duration: 60).outcome == .inconclusive)
    #expect(try verdict("response_time.med < 1s", measurements, duration: 60).outcome == .pass)
  }

  @Test func aSelectionHasItsOwnCourse() throws {
    let gate = try Gate([ThresholdDefinition(expression: "success_rate{scenario:s} > 0.9", window: 30)])
    #expect(gate.selections == [Selection(tags: ["scenario": "s"], windows: true)])
    #expect(gate.judge(run(60, selections: gate.selections), duration: 60)[0].outcome == .pass)
    #expect(gate.judge(run(60, bad: 5..<15, selections: gate.selections), duration: 60)[0].outcome == .fail)
    #expect(gate.judge(run(60), duration: 60)[0].outcome == .noData)
  }

  @Test func whatTimedOutCountsAsLonger() throws {
    var measurements = run(60)
    for index in 0..<60 {
      measurements.record(GateTests.result(index, at: 20, seconds: 1, status: .timeout))
    }
    #expect(try verdict("response_time.p95 < 900ms", measurements, duration: 60).outcome == .fail)
    #expect(try verdict("response_time.p95 < 1h", measurements, duration: 60).outcome == .inconclusive)
  }

  @Test(arguments: [
    "service_time.p95 < 1s", "ttft.avg < 1s", "partial_rate < 1%", "cost < 3",
    "server_elapsed{node:LLM}.p95 < 1s",
  ]) func whatIsNotKeptOverTimeIsRefused(expression: String) {
    #expect(throws: ThresholdProblem.self) { try verdict(expression, RunMeasurements()) }
  }

  @Test func theLastWholeStretchEndsARun() throws {
    let definition = ThresholdDefinition(expression: "success_rate > 0.9", abortOnFail: true, window: 30)
    let rule = AbortRule(try Gate([definition]))
    #expect(rule.look(run(20, bad: 0..<20), underWay: 0, elapsed: 20) == nil, "no whole stretch yet")
    #expect(rule.look(run(40, bad: 30..<40), underWay: 0, elapsed: 40) != nil)
    #expect(rule.look(run(80, bad: 0..<10), underWay: 0, elapsed: 80) == nil, "long over")
  }
}
