import RunModel
import Testing

@testable import Judgement
@testable import Report

/// What is said of a run that ended before, or after, its warm-up.
@Suite struct WarmUpReasonsTests {
  /// Reasons of a run of which one task was begun at 5 s.
  private static func reasons(warmUp: Double?, stop: StopReason? = nil) throws -> [String] {
    var report = SampleRun.report(0, thresholds: [])
    report.measurements = RunMeasurements(warmUpEnd: warmUp.map { RunInstant.zero + .seconds($0) })
    report.measurements.record(GateTests.result(0, at: 5))
    report.stopReason = stop
    return try #require(try report.judgedByItself().reasons).map(\.text)
  }

  @Test func aRunWithoutATaskHasNothingToJudge() throws {
    let text = try SampleRun.report(0, thresholds: []).judgedByItself().reasons?.first?.text
    #expect(text == "no task was run: there is nothing to judge")
  }

  @Test func aRunThatEndedInItsWarmUpSaysIt() throws {
    let nothing = "no task was run after the warm-up: there is nothing to judge"
    #expect(try Self.reasons(warmUp: 10).first == nothing)
    #expect(
      try Self.reasons(warmUp: 10, stop: .user(nil)).contains(
        "it was interrupted after 0 tasks, in its warm-up"))
  }

  @Test(arguments: [nil, 2]) func aRunThatWentOnDoesNot(warmUp: Double?) throws {
    #expect(try Self.reasons(warmUp: warmUp).isEmpty)
    #expect(try Self.reasons(warmUp: warmUp, stop: .user(nil)).first == "it was interrupted after 1 task")
  }
}
