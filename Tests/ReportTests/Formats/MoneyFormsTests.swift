import RunModel
import Testing

@testable import Judgement
@testable import Pages
@testable import Report

/// What a run cost, in every form, and after its lines were read back.
@Suite struct MoneyFormsTests {
  private static func result(_ index: Int, turns: Int = 1) -> TaskResult {
    let charge = ModelUsage(
      model: "openai/gpt-4o", currency: "EUR", tokens: TokenUsage(prompt: 20, completion: 10),
      price: Price(units: 50_000_000))
    var exchange = ExchangeRecord()
    (exchange.usage, exchange.price, exchange.tokens) = ([charge], charge.price, charge.tokens)
    (exchange.currency, exchange.send, exchange.close) = ("EUR", .zero, .zero + .seconds(1))
    let attempt = AttemptRecord(
      number: 1, intendedStart: .zero, admitted: .zero, granted: .zero, start: .zero,
      end: .zero + .seconds(1),
      status: .succeeded, exchanges: Array(repeating: exchange, count: turns))
    return TaskResult(
      index: index, taskID: "t\(index)", caseID: "c", workflowID: "app", scenario: "s", status: .succeeded,
      finished: .zero + .seconds(1), attempts: [attempt])
  }

  private static var report: ReportDocument {
    var report = SampleRun.report(0, thresholds: [])
    for index in 0..<200 { report.measurements.record(result(index)) }
    return report
  }

  @Test func everyFormSaysModelAndPrice() {
    for form in RecordFormsTests.forms(Self.report) {
      let text = form.replacing("&#47;", with: "/").replacing("&#45;", with: "-").replacing(
        "&#46;", with: ".")
      #expect(text.contains("openai/gpt-4o") && text.contains("1.00 EUR"), "\(text.prefix(3000))")
      #expect(text.contains("5.00 EUR for 1 000 successful tasks"))
    }
  }

  @Test func linesFitTheTerminal() {
    #expect(TerminalSummary(Self.report).money.allSatisfy { $0.count <= 80 })
  }

  /// A run that is resumed, or whose report is made of its results, knows what was spent, turn by turn.
  @Test(arguments: [1, 3]) func linesKeepWhatWasSpent(turns: Int) throws {
    let result = Self.result(7, turns: turns)
    try ValidationTool.withFolder { folder in
      let path = folder + "/results.ndjson"
      try ReportFile.writeBytes(ResultLine.bytes(result), to: path)
      var read: [TaskResult] = []
      try ResultLines.forEachResult(path) { found, _ in read.append(found) }
      #expect(read.map(\.cost) == [result.cost] && read.map(\.tokens) == [result.tokens])
      var (before, after) = (MoneyTable(), MoneyTable())
      before.record(result)
      after.record(read[0])
      #expect(before == after)
    }
  }
}
