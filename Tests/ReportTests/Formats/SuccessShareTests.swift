import Judgement
import RunModel
import Statistics
import Testing

@testable import Pages
@testable import Report

/// All that sums a run up has one share of success: of a run that was interrupted that of what ended.
@Suite struct SuccessShareTests {
  @Test(arguments: [60, 45, 0]) func whatWasCancelledIsLeftOut(succeeded: Int) throws {
    let report = SampleRun.interrupted(succeeded, of: 60)
    let share = Double(succeeded) / 60
    #expect(report.success?.leftOut == 2340)
    #expect(RunSummary(report).success?.value == share)
    #expect(HistoryEntry(report).figures["success_rate"]?.value == share)
    let samples = String(decoding: PrometheusFormat.render(report), as: UTF8.self).split(separator: "\n")
    let ratio = samples.last { $0.hasPrefix("floodgate_success_ratio{") }?.split(separator: " ").last
    #expect(ratio.flatMap { Double($0) } == share)
    try expectWords("\(succeeded) of 60 tasks that ended succeeded", Figures.percent(share), report)
  }

  private func expectWords(_ sentence: String, _ rate: String, _ report: ReportDocument) throws {
    let lines = TerminalSummary(report).lines
    #expect(lines.contains { $0.contains("success rate  \(rate) of the 60 that ended  (95 %: ") })
    #expect(lines.contains { $0.contains("tasks         60 of 2 400 in ") })
    let markdown = String(decoding: MarkdownFormat.render(report), as: UTF8.self)
    #expect(markdown.contains("\(sentence) (\(rate), 95 %: "))
    let page = String(decoding: ReportPage(report).bytes, as: UTF8.self)
    #expect(page.contains(sentence) && page.contains("of the 60 that ended"))
  }

  /// No place was free for it: that was so before somebody ended the run.
  @Test func anArrivalThatWasDroppedCounts() throws {
    var report = SampleRun.interrupted(60, of: 60)
    for index in 2400..<2440 {
      var task = GateTests.result(index)
      (task.status, task.cancelReason) = (.cancelled, .dropped(inFlight: 9))
      report.measurements.record(task)
    }
    #expect(report.success?.proportion == Proportion(successes: 60, trials: 100))
    let gate = try Gate([ThresholdDefinition(expression: "success_rate >= 0.9")])
    #expect(report.judged(by: gate).thresholds[0].measured == "60.0 %")
  }

  @Test func whatAStopConditionLeavesCounts() {
    var report = SampleRun.interrupted(60, of: 60)
    report.stopReason = .maxFailures(limit: 1)
    #expect(report.success?.leftOut == 0 && report.success?.proportion.trials == 2400)
    #expect(
      report.success?.basis == nil
        && report.success?.sentence == "60 of \(Figures.count(2400)) tasks succeeded")
  }
}
