import RunModel
import Statistics
import Testing

@testable import CaseMatrix

/// Lines that are written without making cases are those of the cases.
@Suite struct LineWriterTests {
  /// The lines of both ways, and how many cases could be written the fast way.
  private func compare(_ matrix: MatrixSpecification, seed: UInt64 = 1) throws -> (cases: Int, fast: Int) {
    let expansion = try CaseExpansion([matrix], seed: seed, limit: 100_000)
    var walk = ExpansionWalk(expansion)
    var writer = LineWriter(expansion.parts[0])
    var points = CasePoints(expansion.parts[0].points)
    var (cases, fast) = (0, 0)
    while walk.next() {
      let plain = try walk.testCase()
      let (line, id) = (try walk.line(), try walk.id())
      #expect(
        String(decoding: line, as: UTF8.self)
          == String(decoding: try ManifestLines.line(plain), as: UTF8.self))
      #expect(id == plain.id && walk.facts().turns == plain.turns.count)
      if plain.repetition == 0, writer.take(points.next()!) { fast += 1 }
      cases += 1
    }
    return (cases, fast)
  }

  private func dimension(_ name: String, _ values: [JSONValue], when: [MatrixCondition] = [])
    -> MatrixSpecification.Dimension
  { .init(name: name, values: values, when: when) }

  @Test func plainMatricesTakeTheFastWay() throws {
    let matrix = MatrixSpecification(
      dimensions: [
        dimension("a", [1, 2.5, "x\"y\\\n", "größe 😀", .null, true, [1, "z\""], ["k": "v"]]),
        dimension("_hidden", ["p", "q"]),
      ], exclude: [["a": 2.5]],
      inputs: [
        "whole": "${input.a}", "text": "<${input.a}|${input._hidden}>",
        "list": ["${input.a}", ["n": "${input.a}!"]],
        "constant": 7, "derived": "${input.text}${input.text}",
      ], query: "${input.a}", tags: ["t": "${input._hidden}", "c": "d"], repeats: 3)
    let counts = try compare(matrix)
    #expect(counts.cases == 42 && counts.fast == 14)
  }

  @Test func conversationsVariantsAndExpectationsToo() throws {
    var matrix = MatrixSpecification(
      scenario: "s\"1", workflowID: "w", variant: "v", dimensions: [dimension("a", ["x", 1])],
      turns: [
        Turn(
          query: "first ${input.a}", thinkTime: .constant(1),
          extractions: [Extraction(name: "n", source: .path("$.a"))], expectations: [.contains("${input.a}")]),
        Turn(query: "then ${turn.n}"),
      ], files: [FileReference(type: "image", source: .remote(url: "http://127.0.0.1/x"))])
    #expect(try compare(matrix) == (2, 2))
    // A value by itself in an expectation is left to the plain way: coders may write numbers otherwise.
    matrix.turns[0].expectations = [.equals("${input.a}", path: nil)]
    #expect(try compare(matrix) == (2, 0))
  }

  @Test func absentDimensionsWeightsAndEntries() throws {
    var matrix = MatrixSpecification(dimensions: [
      .init(name: "model", source: .weighted(["a", "b", "c"], weights: [1, 0.25, 3])),
      dimension("effort", ["low", "high"], when: [MatrixCondition("model", .oneOf(["a", "b"]))]),
    ])
    matrix.inputs = ["q": "${input.model} ${input.effort:-none}"]
    #expect(try compare(matrix) == (5, 5))
    matrix.include = [["model": "a", "extra": 1], ["effort": "high", "more": "m"], ["model": "z"]]
    #expect(try compare(matrix) == (6, 5))
  }

  @Test func whatOnlySomeCasesHaveIsAnErrorOfTheCase() throws {
    var matrix = MatrixSpecification(dimensions: [
      dimension("a", [1, 2]), dimension("b", [3], when: [MatrixCondition("a", .oneOf([1]))]),
    ])
    matrix.query = "${input.b}"
    var walk = ExpansionWalk(try CaseExpansion([matrix], seed: 1))
    _ = walk.next()
    let first = try walk.line()
    let isSecond = walk.next()
    #expect(!first.isEmpty && isSecond)
    #expect(throws: Template.UnknownParameter.self) { try walk.line() }
  }

  @Test func marksInTextsAreLeftToThePlainWay() throws {
    let counts = try compare(
      MatrixSpecification(
        dimensions: [dimension("a", [1])], inputs: ["t": "\u{10ffff}id\u{10ffff} ${input.a}"]))
    #expect(counts == (1, 0))
  }

  @Test(arguments: 0..<24 as Range<UInt64>) func randomMatricesAgree(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let pool: [JSONValue] = [
      0, -1, 1.5, "", "a", "\"", "\\n", "é\u{1}", true, .null, .array([]), ["x": ["y"]],
    ]
    let names = ["a", "b", "_c"].shuffled(using: &random)
    var matrix = MatrixSpecification(
      dimensions: names.map { name in
        dimension(
          name, (0..<Int.random(in: 1...4, using: &random)).map { _ in pool.randomElement(using: &random)! })
      }, repeats: Int.random(in: 1...2, using: &random))
    matrix.strategy = [.cartesian, .sample(5), .oneFactorAtATime].randomElement(using: &random)!
    let pieces = ["${input.a}", "${input.b}", "${input._c}", "text", "\"", "\n"]
    func template() -> String {
      (0..<Int.random(in: 0...4, using: &random)).map { _ in pieces.randomElement(using: &random)! }.joined()
    }
    matrix.inputs = ["i": .string(template()), "j": [.string(template()), ["k": .string(template())]]]
    if Bool.random(using: &random) { matrix.query = template() }
    matrix.tags = ["t": template()]
    matrix.include =
      Bool.random(using: &random)
      ? [["a": matrix.dimensions.first { $0.name == "a" }!.values[0], "n": 1]] : []
    _ = try compare(matrix, seed: seed)
  }

  @Test func manyOptionsAreNotKept() throws {
    let values = (0..<70_000).map { JSONValue.integer($0) }
    let expansion = try CaseExpansion([MatrixSpecification(dimensions: [dimension("n", values)])], seed: 1)
    var writer = LineWriter(expansion.parts[0])
    for option in [0, 69_999, 7] {
      var line = TextBuffer(reservingCapacity: 0)
      if writer.take(CaseChoice(options: [option])) { writer.writeLine(repetition: 2, to: &line) }
      #expect(String(decoding: line.finish(), as: UTF8.self).contains("{\"n\":\(option)},\"repetition\":2"))
    }
  }

  @Test func longOptionsAreNotKept() throws {
    let matrix = MatrixSpecification(dimensions: [dimension("a", ["short", "a longer one"])])
    let long = try CaseExpansion([matrix], seed: 1).parts[0].points.dimensions[0]
    for (limit, isKept) in [(19, false), (100, true)] {
      var pool = ValuePool()
      var table = OptionTable(long, &pool, keptBytes: limit)
      #expect(table.isKept == isKept && pool.count == (isKept ? 4 : 0))
      for (option, text) in [(1, "\"a longer one\""), (0, "\"short\"")] {
        let found = table.look(up: option, &pool)
        let range = pool.starts[found.text]..<pool.starts[found.text + 1]
        #expect(String(decoding: pool.bytes[range], as: UTF8.self) == text && found.kind == 0)
      }
    }
  }

  /// python3: hashlib over the lines written by hand with json.dumps(sort_keys=True, separators=(",", ":")).
  @Test func theManifestIsTheSameEverywhere() throws {
    let matrix = MatrixSpecification(
      dimensions: [dimension("topic", ["tides", "bees"]), dimension("words", [50, 100])],
      inputs: ["q": "${input.words} words about ${input.topic}"])
    var plan = ManifestPlan(
      header: ManifestHeader(name: "golden"), source: try CaseExpansion([matrix], seed: 7))
    _ = try plan.pass()
    #expect(plan.header.contentHash == "2379ea4dd4104acf1433abfd8245781481cb25ba08c700307373f291e66d0672")
  }
}
