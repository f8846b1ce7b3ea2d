import RunModel
import Testing

@testable import Judgement
@testable import Report

/// What is said of a threshold beside its outcome.
@Suite struct UndecidedTests {
  @Test(arguments: [
    (false, "there is no baseline to compare with"), (true, "the 95 % interval holds the limit"),
  ]) func aBaselineThatIsNotThereIsTheReason(hasBaseline: Bool, explanation: String) throws {
    let definitions = [ThresholdDefinition(expression: "success_rate >= baseline")]
    var before = SampleRun.report(0, thresholds: [])
    before.measurements = GateTests.run(9, of: 10)
    let gate = try hasBaseline ? Gate(definitions, baseline: before) : Gate(unchecked: definitions)
    let verdict = gate.judge(GateTests.run(9, of: 10), duration: 1)[0]
    #expect(verdict.outcome == .inconclusive && verdict.explanation == explanation)
  }

  /// Ten of a hundred were cut: more like them never tell the p95. The p99 needs 368.
  @Test(
    arguments: [
      ("response_time.p99 < 1h", 268), ("response_time.p95 < 1h", nil),
      ("response_time.p95 < 1h and response_time.p99 < 1h", nil),
      ("response_time.p99 < 1h and response_time.p95 < 1h", nil),
    ] as [(String, Int?)])
  func howManyMoreIsSaidOnlyWhereTheyDecideAll(expression: String, needed: Int?) throws {
    let gate = try Gate([ThresholdDefinition(expression: expression, mode: .point)])
    let verdict = gate.judge(GateTests.run(90, of: 100, otherwise: .timeout), duration: 1)[0]
    #expect(verdict.outcome == .inconclusive && verdict.tasksNeeded == needed)
  }

  /// scipy 1.17.1: of twelve blocks of two seconds and ten tasks, one with five failures and one with two,
  /// Pearson's statistic is 4.12 a degree of freedom: 120 tasks are worth 29; the exact interval begins at 79 %.
  @Test(arguments: [
    ("success_rate >= 0.5", ThresholdVerdict.Outcome.pass), ("success_rate >= 0.9", .inconclusive),
  ]) func failuresInClustersAreToldWhateverTheOutcome(
    expression: String, outcome: ThresholdVerdict.Outcome
  ) throws {
    var run = RunMeasurements()
    for index in 0..<120 {
      let fails = (20..<25).contains(index) || (70..<72).contains(index)
      run.record(
        GateTests.result(
          index, at: Double(index) / 5, seconds: 0.05, status: fails ? .failed : .succeeded))
    }
    let verdict = try Gate([ThresholdDefinition(expression: expression)]).judge(run, duration: 24)[0]
    let note = "failures come in clusters: 120 tasks are worth 29 independent ones"
    #expect(verdict.outcome == outcome)
    #expect(verdict.explanation?.hasSuffix(note) == true, "\(verdict.explanation ?? "")")
    #expect((verdict.explanation == note) == (outcome == .pass))
  }
}
