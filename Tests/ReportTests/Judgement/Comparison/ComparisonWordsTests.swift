import RunModel
import Statistics
import Testing

@testable import Pages
@testable import Report

/// The first two lines of a comparison, made of rows by hand.
@Suite struct ComparisonWordsTests {
  static func row(
    _ name: String, _ low: Double, _ high: Double, _ outcome: Comparison.Outcome,
    unit: Comparison.Row.Unit = .seconds
  ) -> Comparison.Row {
    var row = Comparison.Row(name, unit)
    (row.first, row.second, row.change) = (1, 1 + (low + high) / 2, (low + high) / 2)
    (row.interval, row.outcome, row.isPrimary) = (Interval(low: low, high: high), outcome, true)
    row.runsNeeded = outcome == .inconclusive ? 9 : nil
    return row
  }

  static func comparison(
    _ outcome: Comparison.Outcome, _ rows: [Comparison.Row], nodes: [String: Comparison.Row] = [:]
  ) -> Comparison {
    let run = Comparison.Run(
      id: "r", name: "n", startedAt: "", duration: 60, tasks: 80, verdict: .passed, serverVersions: [],
      targets: [], scenarioFile: "my.yaml")
    let groups = nodes.sorted { $0.key < $1.key }.map {
      Comparison.Group(name: $0.key, label: "", firstTotal: 80, secondTotal: 80, rows: [$0.value])
    }
    return Comparison(
      outcome: outcome, first: .init(runs: [run]), second: .init(runs: [run]),
      design: .init(unit: .pairs, first: 4, second: 4),
      margins: .init(latency: 0.05, success: 0.005, isStrict: false), rows: rows, shifts: [],
      tables: [.init(kind: "node", groups: groups, omitted: 0)], dispersions: [], newlyFailing: [],
      newlySucceeding: [], differences: [], notes: [])
  }

  @Test func aNodeThatIsSurelySlowerComesFirst() {
    let open = Self.row("response_time.p50", -0.05, 0.18, .inconclusive)
    let found = Self.comparison(
      .worse, [open],
      nodes: [
        "Rerank (tool)": Self.row("response_time.p50", 0.09, 0.18, .worse),
        "LLM (llm)": Self.row("response_time.p50", -0.02, 0.02, .notWorse),
      ])
    #expect(
      found.sentence
        == "Rerank takes 9.0 to 18 % longer; what that does to answers cannot be told yet: answers take between 5.0 % less time and 18 % longer at the median."
    )
    #expect(found.nextStep.contains("--slowest 20"))
    #expect(found.nextStep.contains("`floodgate run my.yaml --pairs 9 --against OTHER`, about 18 minutes."))
  }

  @Test func whereTheWholeIsDecidedANodeIsToldBeside() {
    let nodes = ["Rerank (tool)": Self.row("response_time.p50", 0.09, 0.18, .worse)]
    let same = Self.comparison(
      .notWorse, [Self.row("response_time.p50", -0.01, 0.02, .notWorse)], nodes: nodes)
    #expect(same.sentence.hasSuffix("at the median; Rerank takes 9.0 to 18 % longer."))
    let slower = Self.comparison(.worse, [Self.row("response_time.p95", 0.06, 0.11, .worse)], nodes: nodes)
    #expect(
      slower.sentence
        == "The second build is slower: answers take 6.0 to 11 % longer at p95; Rerank takes 9.0 to 18 % longer."
    )
  }

  /// Figures of one metric share its words.
  @Test func aSentenceSaysEachThingOnce() {
    let rows = [
      Self.row("response_time.p50", 0.067, 0.179, .worse),
      Self.row("response_time.p95", 0.065, 0.164, .worse), Self.row("ttft.p95", 0.2, 0.3, .worse),
    ]
    #expect(
      Self.comparison(.worse, rows).sentence
        == "The second build is slower: answers take 6.7 to 18 % longer at the median and 6.5 to 16 % longer at p95; the first text comes 20 to 30 % later at p95."
    )
  }

  /// What an undecided figure would have needed, without a word of statistics.
  @Test func whatAComparisonNoticesIsSaidPlainly() {
    var share = Self.row("success_rate", -0.01, 0.01, .inconclusive, unit: .share)
    (share.smallestDetectable, share.needed) = (-0.0851, "12 pairs")
    #expect(
      RowText(share).power
        == "a comparison like this notices a change of 8.51 points four times out of five; to rule out the least change that matters takes 12 pairs"
    )
    var latency = Self.row("ttft.p95", -0.1, 0.1, .inconclusive)
    latency.smallestDetectable = 0.12
    #expect(RowText(latency).power?.contains("a change of 12.0 % four times") == true)
  }

  @Test func theCommandNamesTheSecondSideWhereItHasAnAddress() {
    var found = Self.comparison(.inconclusive, [Self.row("response_time.p50", -0.05, 0.18, .inconclusive)])
    #expect(found.nextStep.contains("--against OTHER`"))
    found.second.runs[0].targets = ["http://candidate/v1"]
    #expect(found.nextStep.contains("--against http://candidate/v1`"))
    found.second.runs[0].targets = ["http://x/`rm`"]
    #expect(found.nextStep.contains("--against OTHER`"), "nothing from outside that a shell would read")
  }

  @Test(
    "Durations as one says them",
    arguments: [
      (0.2, "1 second"), (40, "40 seconds"), (60, "60 seconds"), (100, "2 minutes"), (1500, "25 minutes"),
      (5400, "1.5 hours"), (7200, "2 hours"),
    ] as [(Double, String)])
  func about(seconds: Double, words: String) { #expect(Figures.about(seconds) == words) }

  @Test func aJUnitTestIsAFigureThatDecides() {
    let rows = [
      Self.row("response_time.p50", 0.06, 0.11, .worse), Self.row("ttft.p95", -0.1, 0.2, .inconclusive),
      Self.row("success_rate", -0.001, 0.001, .notWorse, unit: .share),
    ]
    let nodes = ["Rerank (tool)": Self.row("response_time.p50", 0.09, 0.18, .worse)]
    let text = ComparisonJUnit.render(Self.comparison(.worse, rows, nodes: nodes))
    #expect(text.contains("tests=\"5\" failures=\"3\" errors=\"0\" skipped=\"1\""), "\(text)")
    #expect(
      text.contains("name=\"Rerank: response_time.p50\"")
        && text.contains("<skipped message=\"cannot tell yet"))
    let invalid = ComparisonJUnit.render(Self.comparison(.invalid, rows))
    #expect(invalid.contains("tests=\"1\" failures=\"1\""))
  }
}
