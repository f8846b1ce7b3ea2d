import RunModel
import Statistics
import Testing

@testable import Report

@Suite struct ComparisonTests {
  /// Runs of one build: latencies log-normal around `median`, with noise from run to run.
  static func runs(
    _ count: Int, seed: UInt64, median: Double = 0.5, noise: Double = 0.03, success: Double = 1,
    tasks: Int = 200
  ) -> [ReportDocument] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      var measurements = RunMeasurements()
      let level = random.logNormal(median: median, sigma: noise)
      for index in 0..<tasks {
        let end = RunInstant(nanoseconds: Int64(random.logNormal(median: level, sigma: 0.3) * 1e9))
        let status: TaskStatus = random.nextUnit() < success ? .succeeded : .failed
        let attempt = AttemptRecord(
          number: 1, intendedStart: .zero, admitted: .zero, granted: .zero, start: .zero, end: end,
          status: status, failure: status == .failed ? .business : nil)
        measurements.record(
          TaskResult(
            index: index, taskID: "t", caseID: "case-\(index % 20)", workflowID: "w", scenario: "s",
            status: status, finished: end, attempts: [attempt]))
      }
      var report = SampleRun.report(0)
      report.measurements = measurements
      report.verdict = .passed
      return report
    }
  }

  private func row(_ name: String, _ first: [ReportDocument], _ second: [ReportDocument]) -> Comparison.Row? {
    Comparer().compare(first, second).rows.first { $0.name == name }
  }

  @Test("B06 identical builds with 3 % noise from run to run are called worse in at most 6 % of comparisons")
  func falseAlarms() {
    let trials = 100
    let alarms = (0..<trials).count { trial in
      let (first, second) = (Self.runs(5, seed: UInt64(trial * 2)), Self.runs(5, seed: UInt64(trial * 2 + 1)))
      return row("response_time p95", first, second)?.outcome == .worse
    }
    #expect(alarms <= trials * 6 / 100, "\(alarms) of \(trials)")
  }

  @Test func aLatencyAFifthHigherIsFoundWithSevenRunsASide() {
    let found = (0..<40).count { trial in
      let (first, second) = (
        Self.runs(7, seed: UInt64(trial * 2)), Self.runs(7, seed: UInt64(trial * 2 + 1), median: 0.6)
      )
      return row("response_time p50", first, second)?.outcome == .worse
    }
    #expect(found >= 36, "\(found) of 40")
  }

  @Test func successIsJudgedByNewcombesInterval() {
    let (good, bad) = (Self.runs(3, seed: 1, success: 1), Self.runs(3, seed: 2, success: 0.9))
    #expect(row("success rate", good, bad)?.outcome == .worse)
    #expect(row("success rate", bad, good)?.outcome == .better)
    #expect(
      !Comparer().compare(good, bad).newlyFailing.isEmpty && Comparer().compare(bad, bad).newlyFailing.isEmpty
    )
  }

  @Test func tooLittleIsInconclusiveAndNeverTheSame() {
    let (first, second) = (Self.runs(1, seed: 1, tasks: 30), Self.runs(1, seed: 2, tasks: 30))
    let comparison = Comparer().compare(first, second)
    #expect(comparison.outcome == .inconclusive && comparison.notes[0].contains("one run a side"))
    #expect(!ComparisonText(comparison).lines.joined().contains("same"))
  }

  @Test func whatDoesNotBelongTogetherIsListed() {
    var other = Self.runs(1, seed: 1)
    other[0].manifest.contentHash = "else"
    other[0].environment["host"] = "elsewhere"
    #expect(Comparer().compare(Self.runs(1, seed: 2), other).differences.count == 2)
  }

  /// Figures of field literature (Newcombe 1998, method 10) and of scipy's ttest_ind(equal_var=False).
  @Test func intervalsAreTheKnownOnes() throws {
    let difference = try #require(Proportion(successes: 495, trials: 500)).difference(
      to: try #require(Proportion(successes: 485, trials: 500)))
    #expect(abs(difference.low + 0.040) < 0.0005 && abs(difference.high + 0.002) < 0.0005)
    let welch = try #require(WelchInterval.difference([1, 2, 3, 2.5], [2, 4, 3.5]))
    #expect(abs(welch.low - (-1.03214635)) < 1e-6 && abs(welch.high - 3.11547968) < 1e-6)
    #expect(WelchInterval.difference([1], [2, 3]) == nil)
  }
}
