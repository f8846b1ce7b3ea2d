import RunModel
import Testing

@testable import CaseMatrix

/// A trace becomes cases that say when they arrive.
@Suite struct TraceTests {
  private static func cases(_ text: String, speed: Double = 1, longestGap: Double? = nil, limit: Int = 100)
    throws
    -> TraceCases
  {
    var specification = MatrixSpecification(scenario: "s", workflowID: "app", dimensions: [])
    specification.dimensions = [.init(name: "topic", values: ["tides", "bees"])]
    let base = try CaseExpansion([specification], seed: 1)
    let bytes = Array(text.utf8)
    return TraceCases(base: base, clock: TraceClock(speed: speed, longestGap: longestGap), limit: limit) {
      var pieces = stride(from: 0, to: bytes.count, by: 7).map { Array(bytes[$0..<min($0 + 7, bytes.count)]) }
      return { pieces.isEmpty ? nil : pieces.removeFirst() }
    }
  }

  private static func all(_ trace: TraceCases) throws -> [TestCase] {
    var walk = try trace.walk()
    var cases: [TestCase] = []
    while try walk.next() { cases.append(try walk.testCase()) }
    return cases
  }

  static let text = """
    {"at": 5, "query": "one", "user": "ada", "inputs": {"topic": "moons", "n": 2}}

    {"timestamp_ignored": 1, "at": 6.5}
    {"at": 6.5, "turns": ["a", {"query": "b", "after": 8}], "tags": {"tier": "gold"}}
    {"at": 106.5, "prompt": {"tokens": 40}}
    """

  @Test func linesGoOverTheScenariosOwnCases() throws {
    let cases = try Self.all(Self.cases(Self.text))
    #expect(cases.map(\.arrival) == [0, 1.5, 1.5, 101.5])
    #expect(
      cases.map(\.query) == ["one", nil, nil, cases[3].query]
        && cases[3].query?.split(separator: " ").count == 30)
    #expect(cases[0].parameters == ["topic": "moons", "n": 2] && cases[0].user == "ada")
    // What a line does not say the scenario's cases say, in their order, from the first again.
    #expect(cases[1...].map { $0.parameters["topic"] } == ["bees", "tides", "bees"])
    #expect(cases[2].turns.map(\.query) == ["a", "b"] && cases[2].turns[1].thinkTime == .constant(8))
    #expect(cases[2].tags == ["tier": "gold"] && Set(cases.map(\.id)).count == 4)
  }

  @Test(arguments: [
    (2.0, nil, [0, 0.75, 0.75, 50.75], 4.0), (1, 10.0, [0, 1.5, 1.5, 11.5], 8),
    (4, 1, [0, 0.375, 0.375, 1.375], 1),
  ]) func itGoesFasterAndGapsAreCut(speed: Double, gap: Double?, arrivals: [Double], pause: Double) throws {
    let trace = try Self.cases(Self.text, speed: speed, longestGap: gap)
    let cases = try Self.all(trace)
    #expect(cases.map(\.arrival) == arrivals && cases[2].turns[1].thinkTime == .constant(pause))
    var header = ManifestHeader(
      name: "m",
      parts: ManifestPart.parts(of: [MatrixSpecification(scenario: "s", workflowID: "app", dimensions: [])]))
    header.execution.load = LoadProfile(ReplayLoad(file: "t"))
    var plan = ManifestPlan(header: header, source: trace)
    plan.findsArrivals = true
    // The header is written last, into the room that was left for it before anything was known.
    let room = try ManifestLines.line(header).count
    _ = try plan.pass()
    #expect(try ManifestLines.line(plan.header).count == room)
    let load = plan.header.execution.load.load(as: ReplayLoad.self)
    #expect(load?.count == 4 && load?.span == .seconds(arrivals[3]))
  }

  @Test func aCaseKeepsItsArrivalInAManifest() throws {
    for testCase in try Self.all(Self.cases(Self.text)) {
      let line = try ManifestLines.line(testCase)
      #expect(try CaseReader.testCase(line[...]) == testCase)
      #expect(line.starts(with: Array(#"{"arrival":"#.utf8)))
    }
  }

  @Test(arguments: [
    ("{\"at\": 1}\n{\"at\": 0.5}", "line 2: it arrived before the line above it"),
    ("{\"at\": 0}\n{\"at\": 1e300}", "line 2: it arrives more than 31 years after the first"),
    ("{\"at\": 0}\n{\"at\": 1e10}", "line 2: it arrives more than 31 years after the first"),
    ("{\"query\": \"x\"}", "it does not say when"), ("{\"at\": -1}", "it does not say when"),
    ("[1]", "an object is expected"), ("{\"at\": 0, \"query\": 3}", "'query' is no text"),
    ("{\"at\": 0, \"turns\": [{}]}", "a turn is a text"),
    ("{\"at\": 0, \"prompt\": {}}", "'prompt' needs 'tokens'"),
    ("{\"at\": 0}\n{\"at\": 0}\n{\"at\": 0}", "line 3: there are more than 2 lines"), ("{\"at\"", "line 1"),
  ]) func saysWhatIsWrongAndWhere(text: String, problem: String) throws {
    #expect {
      _ = try Self.all(Self.cases(text, limit: 2))
    } throws: {
      "\($0)".contains(problem)
    }
  }

  @Test(arguments: [
    ("2026-11-28T04:00:00.250Z", 1_795_838_400.25), ("2026-11-28 05:00:00,5+0100", 1_795_838_400.5),
    ("2026-11-28 04:00:00", 1_795_838_400), ("2026-11-28T02:30:00-01:30", 1_795_838_400),
  ]) func timesAreReadAsTheyAreWritten(text: String, seconds: Double) {
    #expect(TraceTime.instant(text) == seconds)
    #expect(TraceTime.seconds(["timestamp": .string(text)]) == seconds)
  }

  @Test func numbersAreSecondsOrMilliseconds() {
    #expect(TraceTime.seconds(["timestamp": 1_732_766_400]) == 1_732_766_400)
    #expect(TraceTime.seconds(["timestamp": 1_732_766_400_500]) == 1_732_766_400.5)
    for wrong in ["soon", "28/11/2026", ""] { #expect(TraceTime.instant(wrong) == nil) }
  }

  /// What shares its first blocks begins with the same words, as a cache of prefixes has to see it.
  @Test func equalBlocksAreEqualTexts() throws {
    func text(_ blocks: [Int]) throws -> String {
      let value: JSONValue = [
        "tokens": 64, "block_tokens": 16, "blocks": .array(blocks.map { .integer(Int64($0)) }),
      ]
      return try #require(SyntheticPrompt(value)).text
    }
    let (first, second) = (
      try text([1, 2, 3, 4]).split(separator: " "), try text([1, 2, 9, 4]).split(separator: " ")
    )
    #expect(first.count == 48 && first.prefix(24) == second.prefix(24) && first[24..<36] != second[24..<36])
    #expect(try text([1, 2, 3, 4]) == text([1, 2, 3, 4]))
  }
}
