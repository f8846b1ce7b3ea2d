import RunModel
import Statistics
import Testing

@testable import Judgement
@testable import Pages
@testable import Report

@Suite struct AbortRuleTests {
  private func gate(_ expression: String, _ change: (inout ThresholdDefinition) -> Void = { _ in }) throws
    -> Gate
  {
    var definition = ThresholdDefinition(expression: expression, abortOnFail: true)
    change(&definition)
    return try Gate([definition])
  }

  private func aborts(
    _ expression: String, _ measurements: RunMeasurements, at elapsed: Double = 10,
    _ change: (inout ThresholdDefinition) -> Void = { _ in }
  ) throws -> Bool {
    AbortRule(try gate(expression, change)).look(measurements, underWay: 0, elapsed: elapsed) != nil
  }

  @Test(arguments: [
    ("success_rate >= 0.98", true), ("success_rate >= 0.5", false), ("error_rate < 1%", true),
    ("not (error_rate < 0.5)", true), ("not (success_rate >= 0.98)", false),
    ("response_time.p95 < 100ms", true), ("response_time.p95 < 1h", false),
    ("100ms > response_time.med", true),
    ("response_time.max < 1ms", true), ("response_time.min > 1s", true), ("tasks <= 100", true),
    ("tasks >= 1000", false), ("tokens <= 100", true), ("spent_cost <= 0.0001", true), ("tasks == 100", true),
    ("success_rate >= 0.5 and tokens <= 100", true), ("success_rate >= 0.98 or tokens > 100", false),
    ("success_rate{scenario:chat} >= 0.999", true), ("ttft.p99 < 1ms or error_rate < 1%", true),
  ]) func onlyWhatIsBeyondDoubtEndsARun(expression: String, ends: Bool) throws {
    #expect(try aborts(expression, SampleRun.measurements(2000)) == ends, "\(expression)")
  }

  @Test func aFewFailuresAreNoProof() throws {
    #expect(try !aborts("success_rate >= 0.98", GateTests.run(9, of: 10)))
    #expect(try !aborts("success_rate >= 0.98", GateTests.run(195, of: 200)))
    #expect(try aborts("success_rate >= 0.98", GateTests.run(1, of: 10)))
    #expect(try !aborts("success_rate >= 0.98", RunMeasurements()))
  }

  @Test func notBeforeItsDelay() throws {
    let bad = GateTests.run(0, of: 100)
    #expect(try !aborts("success_rate >= 0.98", bad, at: 29) { $0.delayAbort = 30 })
    #expect(try aborts("success_rate >= 0.98", bad, at: 30) { $0.delayAbort = 30 })
    #expect(try !aborts("success_rate >= 0.98", bad) { $0.abortOnFail = false })
  }

  @Test(arguments: [
    "response_time.avg < 1s", "tokens / tasks < 10", "tasks.rate > 1", "success_rate == 1",
    "response_time.p95 < response_time.med",
  ]) func whatCannotBeDecidedBeforeTheEndIsRefused(expression: String) throws {
    let problem = #expect(throws: ThresholdProblem.self) { try gate(expression) }
    #expect(problem?.message.contains("abort_on_fail can judge") == true)
    _ = try gate(expression) { $0.abortOnFail = false }
  }

  @Test func budgetsAreLookedAtAfterEachTask() throws {
    let rule = AbortRule(try gate("spent_tokens <= 100"))
    let none = AbortRule(try gate("success_rate > 0.5"))
    #expect(rule.hasBudgets && !none.hasBudgets)
    #expect(rule.lookAtBudgets(SampleRun.measurements(1), elapsed: 0) == nil)
    #expect(rule.lookAtBudgets(SampleRun.measurements(2), elapsed: 0)?.measured == "180")
  }

  /// Failures return at once: those that are under way may all succeed yet, or keep the limit.
  @Test(arguments: ["success_rate >= 0.98", "error_rate < 2%", "response_time.p95 < 100ms"])
  func tasksUnderWaySpeakForTheRun(expression: String) throws {
    let rule = AbortRule(try gate(expression))
    var bad = GateTests.run(2, of: 12)
    for index in 0..<10 { bad.record(GateTests.result(index, seconds: 1)) }
    #expect(rule.look(bad, underWay: 0, elapsed: 1) != nil)
    #expect(rule.look(bad, underWay: 600, elapsed: 1) == nil)
  }

  @Test(arguments: [(10, ThresholdVerdict.Outcome.fail), (99, .inconclusive), (100, .inconclusive)])
  func whatWasDoneUntilTheEndDecides(succeeded: Int, outcome: ThresholdVerdict.Outcome) throws {
    let gate = try gate("success_rate >= 0.9")
    let verdict = gate.judge(
      GateTests.run(succeeded, of: 100), duration: 1, cut: .threshold(gate.thresholds[0].definition))[0]
    #expect(verdict.outcome == outcome && verdict.abortedRun)
    #expect(verdict.explanation?.hasPrefix("it ended the run") == true)
  }

  /// The tasks that an end cancels are no failures of the server.
  @Test func whatTheEndCancelledIsLeftOut() throws {
    let gate = try gate("success_rate >= 0.9")
    var run = GateTests.run(99, of: 100)
    for index in 100..<900 {
      var task = GateTests.result(index)
      task.status = .cancelled
      run.record(task)
    }
    let own = gate.thresholds[0].definition
    #expect(gate.judge(run, duration: 1, cut: .threshold(own))[0].outcome == .inconclusive)
    #expect(gate.judge(run, duration: 1)[0].outcome == .fail)
  }

  /// A quantile's threshold is one on the share of slow answers: the same guarantee.
  @Test func soundQuantilesAreSeldomEnded() throws {
    var random = SeededGenerator(seed: 3)
    let rule = AbortRule(try gate("response_time.p95 < 1s"))
    let ended = (0..<40).count { _ in
      var measurements = RunMeasurements()
      for index in 0..<300 {
        // 4 % are slower than the limit: p95 is just below it.
        measurements.record(GateTests.result(index, seconds: random.nextUnit() < 0.04 ? 2 : 0.1))
        if index.isMultiple(of: 10), rule.look(measurements, underWay: 0, elapsed: 1) != nil { return true }
      }
      return false
    }
    #expect(ended <= 2, "\(ended) of 40 at 1 %")
  }
}
