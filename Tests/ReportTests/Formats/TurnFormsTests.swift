import RunModel
import Testing

@testable import Judgement
@testable import Pages
@testable import Report

/// The turns of conversations stand in every form that people read.
@Suite struct TurnFormsTests {
  private static var report: ReportDocument {
    var report = SampleRun.report(0, thresholds: [])
    for index in 0..<100 {
      let exchanges = (1...3).map { turn in
        var exchange = ExchangeRecord()
        (exchange.turn, exchange.send, exchange.close) = (turn, .zero, .zero + .milliseconds(200 * turn))
        exchange.tokens = TokenUsage(prompt: 1000 * turn, completion: 10)
        return exchange
      }
      let attempt = AttemptRecord(
        number: 1, intendedStart: .zero, admitted: .zero, granted: .zero, start: .zero,
        end: .zero + .seconds(1), status: .succeeded, exchanges: exchanges)
      report.measurements.record(
        TaskResult(
          index: index, taskID: "t", caseID: "c", workflowID: "app", scenario: "s", status: .succeeded,
          finished: .zero + .seconds(1), attempts: [attempt]))
    }
    return report
  }

  @Test func everyFormSaysWhatTheHistoryCosts() {
    for form in RecordFormsTests.forms(Self.report) {
      let text = form.replacing("&#37;", with: "%").replacing("&#46;", with: ".").replacing(
        "\n    ", with: " ")
      #expect(text.contains("prompt tokens") && text.contains("66.7 % of turn 3"), "\(text.prefix(2000))")
    }
  }

  @Test func linesFitTheTerminal() {
    let lines = TerminalSummary(Self.report).turns
    #expect(lines.count > 4 && lines.allSatisfy { $0.count <= 81 }, "\(lines)")
  }
}
