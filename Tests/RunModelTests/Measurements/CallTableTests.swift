import RunModel
import Statistics
import Testing

/// Figures of calls that go with requests.
@Suite struct CallTableTests {
  static func result(_ calls: [CallRecord], index: Int = 0) -> TaskResult {
    var exchange = ExchangeRecord()
    exchange.send = .zero
    exchange.close = .zero + .milliseconds(100)
    exchange.calls = calls
    let attempt = AttemptRecord(
      number: 1, intendedStart: .zero, admitted: .zero, granted: .zero, start: .zero,
      end: .zero + .milliseconds(900), status: .succeeded, exchanges: [exchange])
    return TaskResult(
      index: index, taskID: "t\(index)", caseID: "c", workflowID: "app", scenario: "s", status: .succeeded,
      finished: .zero + .milliseconds(900), attempts: [attempt])
  }

  @Test func partsAreTheWholeAndFailuresHaveNoTime() {
    let (first, second) = (CallRecord(.stop, took: 5), CallRecord(.stop, took: 9, failure: .http5xx))
    var (whole, left, right) = (CallTable(), CallTable(), CallTable())
    for call in [first, second] { whole.record(Self.result([call])) }
    left.record(Self.result([first]))
    right.record(Self.result([second]))
    left.merge(right)
    #expect(left == whole)
    let row = whole.rows["stop"]
    #expect(row?.asked == 2 && row?.failed == 1 && row?.took.count == 1)
  }

  /// What follows an answer is not the answer's time.
  @Test func anAnswerEndsBeforeTheCallsThatFollowIt() {
    let result = Self.result([CallRecord(.suggested, took: 800_000_000)])
    #expect(result.attempts[0].responseTime == .milliseconds(100))
    #expect(result.totalTime == .milliseconds(100))
  }

  @Test func slotsOfStoppedRunsAreSpokenOf() throws {
    var table = CallTable()
    table.record(Self.result([CallRecord(.stop, took: 1), CallRecord(.stopped, took: 2)]))
    table.record(Self.result([CallRecord(.afterStop, took: 3, failure: .appRefused)]))
    let sentence = try #require(CallWords(table).slotSentence)
    #expect(sentence.contains("1 of the 1 runs that began right after a stop were refused"), "\(sentence)")
  }
}
