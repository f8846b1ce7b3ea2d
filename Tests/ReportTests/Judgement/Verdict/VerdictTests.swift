import Judgement
import Report
import RunModel
import Statistics
import Testing

/// What each kind of run comes to, by the one rule.
@Suite struct VerdictTests {
  /// A kind of run: how a good one becomes it, and what follows.
  struct Kind: Sendable, CustomTestStringConvertible {
    var name: String
    var verdict: RunVerdict
    var reason: VerdictReason.Kind?
    var thresholds: [String] = []
    var tasks = 60
    var change: @Sendable (inout ReportDocument) -> Void = { _ in }
    var testDescription: String { name }

    var report: ReportDocument {
      var report = SampleRun.report(tasks, thresholds: thresholds)
      change(&report)
      return report.judged(by: try! Gate(thresholds.map { ThresholdDefinition(expression: $0) }))
    }
  }

  static let kinds: [Kind] = [
    Kind(name: "whole", verdict: .passed),
    Kind(name: "whole, judged", verdict: .passed, thresholds: ["tasks >= 1"]),
    Kind(name: "a shard", verdict: .passed) { $0.manifest.shard = ManifestShard(1, of: 3) },
    Kind(name: "shards missing", verdict: .invalid, reason: .shardsMissing) {
      $0.parts = ["a", "b"]
      $0.manifest.shard = ManifestShard(1, of: 3, wholeHash: "w", wholeCount: 36)
    },
    Kind(name: "ended early", verdict: .passed) { $0.stopReason = .maxFailures(limit: 3) },
    Kind(name: "ended by its rate of errors", verdict: .failed, reason: .rateStopped) {
      $0.stopReason = .maxErrorRate(limit: 0.1, observed: 0.4, window: 50)
    },
    Kind(
      name: "ended by its rate of successes, thresholds hold", verdict: .failed, reason: .rateStopped,
      thresholds: ["tasks >= 1"]
    ) {
      $0.stopReason = .minSuccessRate(limit: 0.9, observed: 0.6, completed: 50)
    },
    Kind(name: "interrupted", verdict: .interrupted, reason: .interrupted) {
      $0.stopReason = .user("ctrl-c")
    },
    Kind(
      name: "interrupted and failed", verdict: .interrupted, reason: .interrupted,
      thresholds: ["tasks > 1000"]
    ) {
      $0.stopReason = .user(nil)
    },
    Kind(name: "generator in the way", verdict: .invalid, reason: .generatorLate) {
      $0.generator = GeneratorHealth(loopUtilisation: 0.99)
    },
    Kind(name: "generator at fault", verdict: .invalid, reason: .generatorFault, thresholds: ["tasks >= 1"]) {
      $0.measurements.record(VerdictTests.ownFault)
    },
    Kind(name: "no data", verdict: .invalid, reason: .noData, tasks: 0),
    Kind(name: "the cases were lost", verdict: .invalid, reason: .casesLost) {
      $0.stopReason = .casesLost("line 7 was changed")
    },
    Kind(name: "its counts do not add up", verdict: .invalid, reason: .countsDiffer) {
      $0.counts = RunCounts(planned: 61, begun: 60)
    },
    Kind(name: "the server's record contradicts it", verdict: .invalid, reason: .serverDiffers) {
      $0.reconciliations = [SampleRun.reconciliation(differing: [.unknownToServer: 2])]
    },
    Kind(name: "the server's record says more, and nothing else", verdict: .passed) {
      $0.reconciliations = [SampleRun.reconciliation(differing: [.endedUnseen: 2, .stillRunning: 1])]
    },
    Kind(name: "nothing succeeded", verdict: .failed, reason: .thresholdFailed, tasks: 0) {
      for _ in 0..<9 { $0.measurements.record(VerdictTests.refused) }
    },
    Kind(name: "thresholds failed", verdict: .failed, reason: .thresholdFailed, thresholds: ["tasks > 1000"]),
    Kind(
      name: "undecided", verdict: .inconclusive, reason: .thresholdUndecided,
      thresholds: ["success_rate >= 0.9"]),
    Kind(
      name: "failed and undecided", verdict: .failed, reason: .thresholdFailed,
      thresholds: ["success_rate >= 0.9", "tasks > 1000"]),
  ]

  private static func failed(_ failure: FailureClass) -> TaskResult {
    var random = SeededGenerator(seed: 1)
    var result = SampleRun.result(0, &random)
    (result.status, result.failure, result.errorMessage) = (.failed, failure, "as it was meant")
    (result.attempts[0].status, result.attempts[0].failure) = (.failed, failure)
    return result
  }

  static var ownFault: TaskResult { failed(.generator) }
  static var refused: TaskResult { failed(.appRefused) }

  @Test(arguments: kinds) func hasItsVerdictAndItsReason(_ kind: Kind) throws {
    let report = kind.report
    #expect(report.verdict == kind.verdict && report.reasons?.first?.kind == kind.reason)
    #expect(report.reasons?.map(\.kind.verdict) == report.reasons?.map(\.kind.verdict).sorted())
    #expect(try report.judgedByItself() == report, "judging again changes nothing")
  }

  @Test(arguments: [(nil, "no task was run:"), (RunInstant.zero + .seconds(3600), "no task was run after")])
  func aRunThatEndedInItsWarmUpSaysSo(warmUpEnd: RunInstant?, words: String) {
    let kind = Kind(name: "no data", verdict: .invalid, reason: .noData, tasks: 0) {
      guard let warmUpEnd else { return }
      $0.measurements = RunMeasurements(warmUpEnd: warmUpEnd)
      $0.measurements.record(VerdictTests.refused)
    }
    #expect(kind.report.reasons?.first?.text.hasPrefix(words) == true)
  }

  @Test func withoutThresholdsSomethingMustHaveSucceeded() {
    let report = Self.kinds[0].report
    #expect(report.thresholds.map(\.threshold) == [.somethingSucceeded])
    #expect(report.thresholds[0].explanation?.contains("default") == true)
  }

  @Test func aThresholdThatEndedOneShardEndedTheWhole() throws {
    var reports = [SampleRun.run(1), SampleRun.run(2)].map { $0 }
    let gate = try Gate([ThresholdDefinition(expression: "tasks >= 1", abortOnFail: true)])
    reports[1] = reports[1].judged(by: gate, abortedBy: gate.thresholds[0].definition)
    reports[0] = reports[0].judged(by: gate)
    let merged = try ReportMerge.merge(reports)
    #expect(merged.verdict == .inconclusive && merged.thresholds[0].abortedRun)
    #expect(merged.thresholds[0].explanation?.hasPrefix("it ended the run") == true)
  }

  /// Ctrl-C cancels what was not begun: that is nobody's failure, and what was done cannot pass for the whole.
  @Test(arguments: [(60, ThresholdVerdict.Outcome.inconclusive), (0, .fail)])
  func anInterruptedRunIsJudgedByWhatWasDone(succeeded: Int, outcome: ThresholdVerdict.Outcome) throws {
    let report = SampleRun.interrupted(succeeded, of: 60)
    let judged = report.judged(by: try Gate([ThresholdDefinition(expression: "success_rate >= 0.9")]))
    #expect(judged.verdict == .interrupted && judged.thresholds[0].outcome == outcome)
    #expect(
      (judged.thresholds[0].explanation?.hasPrefix("it holds by what was done") == true) == (succeeded > 0))
    #expect(try judged.judgedByItself() == judged)
  }

  @Test func graverIsLess() {
    #expect(
      [RunVerdict.passed, .failed, .interrupted, .inconclusive, .invalid].sorted() == RunVerdict.allCases)
  }

  @Test(arguments: VerdictReason.Kind.allCases) func everyReasonIsMet(_ reason: VerdictReason.Kind) {
    #expect(Self.kinds.contains { $0.reason == reason })
  }
}
