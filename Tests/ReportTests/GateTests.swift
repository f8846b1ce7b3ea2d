import RunModel
import Statistics
import Testing

@testable import Report

@Suite struct GateTests {
  private func outcome(
    _ expression: String, _ measurements: RunMeasurements,
    _ change: (inout ThresholdDefinition) -> Void = { _ in }
  ) throws -> ThresholdVerdict.Outcome {
    var definition = ThresholdDefinition(expression: expression)
    change(&definition)
    return try Gate([definition]).judge(measurements, duration: 10)[0].outcome
  }

  /// So many successes of so many tasks.
  private func run(_ succeeded: Int, of total: Int) -> RunMeasurements {
    var measurements = RunMeasurements()
    for index in 0..<total {
      let status: TaskStatus = index < succeeded ? .succeeded : .failed
      measurements.record(
        TaskResult(index: index, taskID: "t", caseID: "c", workflowID: "w", scenario: "s", status: status))
    }
    return measurements
  }

  @Test(
    "B07 shares are judged by the bound of their interval",
    arguments: [
      (1000, 1000, ThresholdVerdict.Outcome.pass), (100, 100, .inconclusive), (980, 1000, .fail),
      (990, 1000, .inconclusive), (0, 10, .fail),
    ]) func rates(succeeded: Int, total: Int, expected: ThresholdVerdict.Outcome) throws
  {
    #expect(try outcome("success_rate >= 0.99", run(succeeded, of: total)) == expected)
  }

  @Test func anUndecidedGateSaysHowManyMore() throws {
    let verdict = try Gate([ThresholdDefinition(expression: "success_rate >= 0.99")]).judge(
      run(100, of: 100), duration: 1)[0]
    #expect(verdict.tasksNeeded == 281 && verdict.interval != nil)
  }

  @Test func pointModeLooksAtTheEstimateAlone() throws {
    #expect(try outcome("success_rate >= 0.99", run(100, of: 100)) { $0.mode = .point } == .pass)
  }

  @Test func ofNothingNoGatePasses() throws {
    let nothing = RunMeasurements()
    for expression in [
      "success_rate >= 0", "response_time.p95 < 1h", "ttft.avg < 1h", "response_time{scenario:x}.p95 < 1h",
    ] {
      #expect(try outcome(expression, nothing) == .noData, "\(expression)")
    }
    #expect(try outcome("ttft.avg < 1s", nothing) { $0.allowEmpty = true } == .pass)
    #expect(
      Gate.verdict([ThresholdVerdict(threshold: .init(expression: ""), outcome: .noData, measured: "")])
        == .failed)
  }

  @Test(arguments: [
    ("response_time.p95 < 10s", true), ("response_time.p95 < 1ms", false), ("tasks == 500", true),
    ("tasks == 500 and failed > 1", true),
    ("tokens / tasks <= 90", true), ("cost > 0", true), ("not (tasks == 500)", false),
    ("response_time.max >= response_time.med", true),
    ("ttft{scenario:chat}.p95 < 5s", true), ("ttft{scenario:chat}.p95 between 1ms and 5s", true),
    ("server_elapsed{node:LLM}.avg > 1ms", true),
    ("tasks{kind:x} == 500", true), ("tasks.rate > 1", true), ("response_time{variant:a}.count > 10", true),
    ("failed > 1000 or tasks > 1", true),
  ]) func expressions(text: String, holds: Bool) throws {
    #expect(try outcome(text, SampleRun.measurements(500)) == (holds ? .pass : .fail), "\(text)")
  }

  @Test func anInvalidRunIsNeverPassed() {
    #expect(Gate.verdict([], isValid: false) == .invalid)
    #expect(Gate.verdict([]) == .passed)
    #expect(
      !GeneratorHealth(loopUtilisation: 0.99).problems.isEmpty
        && GeneratorHealth(loopUtilisation: 0.5).problems.isEmpty)
  }
}
