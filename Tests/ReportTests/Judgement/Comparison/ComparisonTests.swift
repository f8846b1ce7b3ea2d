import RunModel
import Statistics
import Testing

@testable import Judgement
@testable import Pages
@testable import Report

@Suite struct ComparisonTests {
  /// Runs of one build: latencies log-normal around `median`, with noise from run to run.
  static func runs(
    _ count: Int, seed: UInt64, median: Double = 0.5, noise: Double = 0.03, success: Double = 1,
    tasks: Int = 200, cutAt: Double = 1e6, tokens: Int = 0
  ) -> [ReportDocument] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { run in
      var measurements = RunMeasurements()
      let level = random.logNormal(median: median, sigma: noise)
      for index in 0..<tasks {
        let start = RunInstant(nanoseconds: Int64(index) * 100_000_000)
        let seconds = random.logNormal(median: level, sigma: 0.3)
        let status: TaskStatus =
          seconds > cutAt ? .timeout : (random.nextUnit() < success ? .succeeded : .failed)
        let end = start + .nanoseconds(Int64(min(seconds, cutAt) * 1e9))
        var exchange = ExchangeRecord()
        (exchange.send, exchange.close) = (start, end)
        if tokens > 0 { exchange.tokens = TokenUsage(prompt: 10, completion: tokens) }
        let attempt = AttemptRecord(
          number: 1, intendedStart: start, admitted: start, granted: start, start: start, end: end,
          status: status, failure: status == .succeeded ? nil : .business, exchanges: [exchange])
        measurements.record(
          TaskResult(
            index: index, taskID: "t", caseID: "case-\(index % 20)", workflowID: "w", scenario: "s",
            parameters: ["n": .integer(Int64(index % 20))], status: status, intendedStart: start,
            finished: end, attempts: [attempt]))
      }
      var report = SampleRun.report(0)
      report.runID = "run-\(seed)-\(run)"
      report.measurements = measurements
      report.verdict = .passed
      report.duration = Double(tasks) / 10
      return report
    }
  }

  private func row(_ name: String, _ comparison: Comparison) throws -> Comparison.Row {
    try #require(comparison.rows.first { $0.name == name }, "\(name)")
  }

  // MARK: Success

  @Test func aBuildThatFailsMoreIsWorseAndItsCasesAreNamed() throws {
    let (good, bad) = (Self.runs(3, seed: 1), Self.runs(3, seed: 2, success: 0.9))
    let comparison = Comparer().compare(good, bad)
    #expect(comparison.outcome == .worse && comparison.newlyFailing.isEmpty, "all cases fail alike")
    #expect(try row("success_rate", comparison).outcome == .worse)
    #expect(try #require(comparison.pairing).onlyFirst > 30 && comparison.pairing?.onlySecond == 0)
    let back = Comparer().compare(bad, good)
    #expect(try row("success_rate", back).outcome == .better)
    #expect(comparison.notes.contains { $0.hasPrefix("of 20 cases ") && $0.contains("show of none") })
  }

  @Test func resultLinesPairTasksThatCellsCannot() {
    let lines: [JSONValue] = [
      ["case": "a", "index": 0, "task_status": "failed", "intended_ns": 5],
      ["case": "a", "index": 0, "task_status": "failed", "intended_ns": 5],
      ["case": "a", "index": 1, "task_status": "succeeded", "intended_ns": 20],
      ["case": "b", "index": 2, "task_status": "succeeded", "intended_ns": 30], "no object",
    ]
    let all = CaseOutcomes(lines, warmUpEnd: nil)
    #expect(all.total == 3 && all.byCase["a"]! == (2, 1) && all.byCase["b"]! == (1, 1))
    #expect(CaseOutcomes(lines, warmUpEnd: 10).total == 2)
  }

  // MARK: Latency

  @Test func slowerFasterAndTheSameAreToldApart() throws {
    let base = Self.runs(7, seed: 1, noise: 0.01)
    let slower = Comparer().compare(base, Self.runs(7, seed: 2, median: 0.6, noise: 0.01))
    #expect(slower.outcome == .worse && slower.design.unit == .runs)
    let p95 = try row("response_time.p95", slower)
    #expect(p95.isSignificant && p95.importance == .shown && p95.isPrimary)
    #expect(abs(try #require(p95.change) - 0.2) < 0.06 && p95.interval!.contains(p95.change!))
    #expect(Comparer().compare(base, Self.runs(7, seed: 3, median: 0.4, noise: 0.01)).outcome == .better)
    let wide = Comparer(latencyMargin: 0.15, successMargin: 0.02)
    #expect(wide.compare(base, Self.runs(7, seed: 4, noise: 0.01)).outcome == .notWorse)
  }

  @Test func whatCannotBeToldIsInconclusiveAndNeverTheSame() throws {
    let comparison = Comparer().compare(
      Self.runs(1, seed: 1, tasks: 100), Self.runs(1, seed: 2, tasks: 100))
    #expect(comparison.outcome == .inconclusive && comparison.notes[0].contains("one run a side"))
    let p50 = try row("response_time.p50", comparison)
    #expect(
      try #require(p50.smallestDetectable) > 0.3 && p50.needed == nil,
      "an assumed noise tells no number of runs")
    #expect(!comparison.rows.contains { $0.name == "response_time.p99" }, "100 values cannot carry it")
    let text = ComparisonText(comparison).lines.joined(separator: "\n")
    #expect(text.contains("four times out of five") && !text.contains("same"))
  }

  /// The first line is the verdict in plain words, the second what to do.
  @Test func theFirstTwoLinesAreAPlainSentenceAndTheNextStep() throws {
    let base = Self.runs(7, seed: 1, noise: 0.01)
    func lines(_ second: [ReportDocument], _ comparer: Comparer = Comparer()) -> [String] {
      Array(ComparisonText(comparer.compare(base, second)).lines.prefix(2))
    }
    let slower = lines(Self.runs(7, seed: 2, median: 0.6, noise: 0.01))
    #expect(
      slower[0].contains(
        #/^The second build is slower: answers take [\d.]+ to [\d.]+ % longer at the median and /#))
    #expect(
      slower[0].contains(#/success is unchanged within \d\.\d+ points\.$/#)
        && slower[1].hasPrefix("To see where: "))
    let faster = lines(Self.runs(7, seed: 3, median: 0.4, noise: 0.01))
    #expect(
      faster[0].contains(#/^The second build is better: answers take .+ % less time at the median and /#))
    #expect(faster[1] == "Nothing has to be done.")
    let failing = lines(Self.runs(7, seed: 4, noise: 0.01, success: 0.9), Comparer(latencyMargin: 0.2))
    #expect(
      failing[0].contains(
        #/^The second build fails more often: success is [\d.]+ to [\d.]+ points lower; /#))
    let single = [1, 2].map { Self.runs(1, seed: $0, tasks: 100) }
    let open = ComparisonText(
      Comparer(latencyMargin: 0.1, successMargin: 0.2).compare(single[0], single[1])
    ).lines
    #expect(
      open[0].contains(
        #/^It cannot be told yet .+: answers take between [\d.]+ % less time and [\d.]+ % longer at /#),
      "\(open[0])")
    #expect(
      open[1].contains(
        #/^Run both sides in turns, .+: `floodgate run .+ --pairs 7 --against OTHER`, about \d+ (minutes?|seconds?)\.$/#
      ),
      "\(open[1])")
    let caution = Comparer().compare(single[0], single[1]).caution
    #expect(caution?.contains(#/cannot tell a change of time below \d+\.\d %: 10.0 % of noise/#) == true)
    var pairs = Comparer(latencyMargin: 0.05, successMargin: 0.2)
    pairs.isPaired = true
    let five = [1, 2].map { Self.runs(5, seed: $0, tasks: 100) }
    let told = ComparisonText(pairs.compare(five[0], five[1])).lines[1]
    #expect(
      told.contains(
        #/^To rule out a change of 5.0 %: `floodgate run .+ --pairs \d+ --against OTHER`, about \d+ (minutes?|seconds?|hours?)\.$/#
      ),
      "\(told)")
  }

  @Test(
    "A figure that was asked for and cannot be computed is inconclusive, and says what it needs",
    arguments: [
      ("response_time.p99", 1, "368 tasks a side"),
      ("response_time.p99", 5, "500 tasks a side, at least 100 a run"), ("ttft.p95", 1, nil),
    ] as [(String, Int, String?)])
  func whatWasAskedForDoesNotVanish(name: String, runs: Int, needed: String?) throws {
    var comparer = Comparer(latencyMargin: 1)
    comparer.primary = ["response_time.p50", name]
    let comparison = comparer.compare(
      Self.runs(runs, seed: 1, noise: 0.001, tasks: 99), Self.runs(runs, seed: 2, noise: 0.001, tasks: 99))
    #expect(comparison.outcome == .inconclusive)
    let missing = try row(name, comparison)
    #expect(missing.isPrimary && missing.outcome == .inconclusive && missing.needed == needed)
    let text = ComparisonText(comparison).lines.joined(separator: "\n")
    #expect(text.contains(needed.map { "needs \($0)" } ?? "nothing was measured"), "\(text)")
    let had = Comparer(latencyMargin: 1).compare(
      Self.runs(runs, seed: 1, noise: 0.001, tasks: 99), Self.runs(runs, seed: 2, noise: 0.001, tasks: 99))
    #expect(!had.rows.contains { $0.name == name }, "what the default names may be missing")
  }

  @Test func falseAlarmsWithOneRunASide() {
    let alarms = (0..<25).count { trial in
      let sides = (0..<2).map { Self.runs(1, seed: UInt64(trial * 2 + $0), tasks: 80) }
      let comparison = Comparer(latencyMargin: 0).compare(sides[0], sides[1])
      return comparison.rows.contains { $0.outcome == .worse }
    }
    #expect(alarms <= 1, "\(alarms) of 25")
  }

  @Test func oneRunASideUsesBlocksOfTime() throws {
    let comparison = Comparer().compare(
      Self.runs(1, seed: 1, tasks: 600), Self.runs(1, seed: 2, median: 0.8, tasks: 600))
    #expect(comparison.design.unit == .blocks && comparison.design.first >= 10)
    #expect(comparison.outcome == .worse && comparison.design.assumedRunNoise == 0.1)
    #expect(
      comparison
        == Comparer().compare(
          Self.runs(1, seed: 1, tasks: 600), Self.runs(1, seed: 2, median: 0.8, tasks: 600)), "deterministic")
    var trusting = Comparer()
    trusting.runNoise = RunNoise(latency: 0, success: 0)
    let narrow = trusting.compare(
      Self.runs(1, seed: 1, tasks: 600), Self.runs(1, seed: 2, median: 0.8, tasks: 600))
    let widths = try [narrow, comparison].map { comparison in
      let interval = try #require(try row("response_time.p50", comparison).interval)
      return interval.high - interval.low
    }
    #expect(widths[0] < widths[1])
  }

  @Test func answersCutAtTheirLimitCountAsLonger() throws {
    // Half of the second side's answers would take longer than the limit.
    let (first, second) = (
      Self.runs(5, seed: 1, cutAt: 2), Self.runs(5, seed: 2, median: 2, noise: 0.01, cutAt: 2)
    )
    let p95 = try row("response_time.p95", Comparer().compare(first, second))
    #expect(p95.secondIsBound && abs(p95.second! - 2) < 1e-6 && p95.outcome == .worse)
    #expect(RowText(p95).second == "> 2.00 s" && RowText(p95).change.hasPrefix("> +"))
    let back = try row("response_time.p95", Comparer().compare(second, first))
    #expect(back.firstIsBound && back.outcome == .better)
  }

  @Test func aLongerAnswerIsNotASlowerServer() throws {
    let (first, second) = (
      Self.runs(5, seed: 1, noise: 0.005, tokens: 100),
      Self.runs(5, seed: 2, median: 0.65, noise: 0.005, tokens: 130)
    )
    let comparison = Comparer().compare(first, second)
    let p95 = try row("response_time.p95", comparison)
    #expect(p95.outcome == .worse && !p95.isPrimary && p95.note?.contains("30.0 % longer") == true)
    #expect(comparison.outcome != .worse)
    let tokens = try #require(try row("tokens_per_task", comparison).change)
    #expect(abs(tokens - 140.0 / 110 + 1) < 1e-9)
    // The same tokens in more time are a slower server.
    let slower = Self.runs(5, seed: 2, median: 0.65, noise: 0.005, tokens: 100)
    #expect(Comparer().compare(first, slower).outcome == .worse)
  }

  @Test func theShiftSaysWhereItMoved() throws {
    let comparison = Comparer().compare(Self.runs(5, seed: 1), Self.runs(5, seed: 2, median: 0.75))
    let shift = try #require(comparison.shifts.first { $0.metric == "response_time" })
    #expect(shift.points.count == 11 && shift.points.allSatisfy { $0.change > 0.2 })
    #expect(shift.points.allSatisfy { $0.pAdjusted >= $0.p && $0.simultaneous.low <= $0.interval.low })
    #expect(try #require(shift.superiority) > 0.7 && shift.first.seconds == shift.first.seconds.sorted())
  }

  @Test func partsAreComparedToo() throws {
    let (first, second) = ((0..<5).map { SampleRun.run($0) }, (5..<10).map { SampleRun.run($0) })
    let tables = Comparer().compare(first, second).tables
    #expect(tables.map(\.kind) == ["scenario", "node", "case"])
    #expect(tables[1].groups.map(\.name).sorted() == ["End (end)", "LLM (llm)", "Start (start)"])
    let rows = tables.flatMap(\.groups).flatMap(\.rows).filter { $0.p != nil }
    #expect(rows.count > 20 && rows.allSatisfy { $0.pAdjusted! >= $0.p! - 1e-12 })
    #expect(rows.allSatisfy { !$0.isSignificant }, "the builds are the same")
  }

  // MARK: What belongs together

  @Test func whatInvalidatesIsToldFromTheSubject() {
    var other = Self.runs(2, seed: 2)
    for index in other.indices { other[index].targets[0].serverVersion = "1.13.0" }
    let subject = Comparer().compare(Self.runs(2, seed: 1), other)
    #expect(subject.outcome != .invalid && subject.differences.map(\.name) == ["Dify"])
    for index in other.indices {
      other[index].manifest.contentHash = "else"
      other[index].environment["host"] = "elsewhere"
    }
    let invalid = Comparer().compare(Self.runs(2, seed: 1), other)
    #expect(invalid.outcome == .invalid && invalid.differences.filter(\.isInvalidating).count == 2)
    var forced = Comparer()
    forced.ignoresDifferences = true
    #expect(forced.compare(Self.runs(2, seed: 1), other).outcome != .invalid)
    other = Self.runs(2, seed: 2)
    other[1].verdict = .invalid
    #expect(Comparer().compare(Self.runs(2, seed: 1), other).outcome == .invalid)
  }

  @Test func nothingIsInconclusive() {
    let empty = Comparer().compare([SampleRun.report(0)], [SampleRun.report(0)])
    #expect(empty.outcome != .worse && empty.outcome != .notWorse && empty.outcome != .better)
  }

  @Test(arguments: PageTests.payloads) func hostileNamesAreOnlyText(payload: String) throws {
    let reports = [SampleRun.report(60, hostile: payload)]
    let comparison = Comparer().compare(reports, reports)
    #expect(!ComparisonMarkdown.render(comparison).contains("<script>"))
    let bytes = try ComparisonFile.json(comparison)
    #expect(try ComparisonFile.decode(bytes) == comparison)
  }
}
