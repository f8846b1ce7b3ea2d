import RunModel
import Statistics
import Testing

@testable import Judgement
@testable import Report

/// Longer answers are told from a slower server.
@Suite struct LengthTests {
  private static func result(_ index: Int, tokens: Int, prompt: Int, seconds: Double) -> TaskResult {
    let start = RunInstant(nanoseconds: Int64(index) * 100_000_000)
    let end = start + .nanoseconds(Int64((seconds * 1e9).rounded()))
    var exchange = ExchangeRecord()
    (exchange.send, exchange.close) = (start, end)
    exchange.tokens = TokenUsage(prompt: prompt, completion: tokens)
    let attempt = AttemptRecord(
      number: 1, intendedStart: start, admitted: start, granted: start, start: start, end: end,
      status: .succeeded, exchanges: [exchange])
    return TaskResult(
      index: index, taskID: "t", caseID: "c", workflowID: "w", scenario: "s", status: .succeeded,
      intendedStart: start, finished: end, attempts: [attempt])
  }

  /// Runs whose answers are so many times as long, and that take so many times as long for each.
  static func runs(_ seed: UInt64, longer: Double = 1, slower: Double = 1) -> [ReportDocument] {
    var random = SeededGenerator(seed: seed)
    return (0..<6).map { run in
      var measurements = RunMeasurements()
      let level = slower * random.logNormal(median: 1, sigma: 0.005)
      for index in 0..<80 {
        let tokens = Int((random.uniform(50, 150) * longer).rounded())
        let seconds = level * (0.5 + 0.02 * Double(tokens)) * random.logNormal(median: 1, sigma: 0.03)
        measurements.record(result(index, tokens: tokens, prompt: 40 + index % 7, seconds: seconds))
      }
      var report = SampleRun.report(0)
      (report.runID, report.measurements, report.verdict) = ("\(seed)-\(run)", measurements, .passed)
      return report
    }
  }

  private func compare(longer: Double = 1, slower: Double = 1) -> Comparison {
    var comparer = Comparer(successMargin: 0.1)
    comparer.isPaired = true
    return comparer.compare(Self.runs(1), Self.runs(2, longer: longer, slower: slower))
  }

  private func row(_ name: String, _ comparison: Comparison) throws -> Comparison.Row {
    try #require(comparison.rows.first { $0.name == name })
  }

  @Test func thePaceIsThatOfLeastSquares() throws {
    var run = RunMeasurements()
    for index in 0..<60 {
      let (tokens, prompt) = ((index * 7) % 13 + 10, (index * 5) % 11 + 3)
      let noise = Double((index * 3) % 5 - 2) * 0.01
      run.record(
        Self.result(
          index, tokens: tokens, prompt: prompt,
          seconds: 0.5 + 0.05 * Double(tokens) + 0.02 * Double(prompt) + noise))
    }
    // numpy 2.4: linalg.lstsq, and the standard error from its residuals
    let pace = try #require(LengthPace([run.lengths]))
    #expect(abs(pace.answer - 0.04972571) < 1e-7 && abs(pace.prompt - 0.01994965) < 1e-7)
    #expect(abs(pace.relativeError - 0.01054035490693353) < 1e-6)
  }

  @Test func answersThatGrewAreNotASlowerServer() throws {
    let comparison = compare(longer: 1.15)
    let (length, equal) = (
      try row("response_time.by_length", comparison), try row("response_time.at_equal_length", comparison)
    )
    // 2 of 2.5 s are for tokens: 15 % more of them are 12 % more time.
    let (longer, slower) = (try #require(length.change), try #require(equal.change))
    #expect(abs(longer - 0.12) < 0.02 && abs(slower) < 0.02)
    #expect(equal.outcome == .notWorse && comparison.outcome != .worse)
    #expect(
      comparison.sentence.contains(
        #/Answers have [\d.]+ to [\d.]+ % more tokens, which alone takes [\d.]+ to [\d.]+ % longer; at equal length they take /#
      ),
      "\(comparison.sentence)")
  }

  @Test func aSlowerServerIsSlowerAtEqualLength() throws {
    let comparison = compare(slower: 1.12)
    #expect(abs(try #require(row("response_time.at_equal_length", comparison).change) - 0.12) < 0.03)
    #expect(comparison.outcome == .worse && !comparison.sentence.contains("at equal length"))
    let both = compare(longer: 1.15, slower: 1.12)
    #expect(both.outcome == .worse && both.sentence.contains("at equal length they take "))
    #expect(try row("response_time.at_equal_length", both).outcome == .worse)
  }

  @Test func whereNothingTellsTokensNothingIsSaid() {
    let comparison = Comparer().compare(ComparisonTests.runs(5, seed: 1), ComparisonTests.runs(5, seed: 2))
    #expect(!comparison.rows.contains { $0.name.hasSuffix("length") })
    var one = RunMeasurements()
    one.record(Self.result(0, tokens: 5, prompt: 5, seconds: 1))
    #expect(LengthPace([one.lengths]) == nil, "one task has no slope")
  }
}
