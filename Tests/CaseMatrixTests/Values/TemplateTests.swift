import RunModel
import Testing

@testable import CaseMatrix

/// Values made from others.
@Suite struct TemplateTests {
  private func cases(_ change: (inout MatrixSpecification) -> Void) throws -> [TestCase] {
    var matrix = MatrixSpecification(dimensions: [
      .init(name: "a", values: [1]), .init(name: "b", values: ["x"]),
    ])
    change(&matrix)
    return try CaseExpansion([matrix], seed: 1).cases()
  }

  @Test func inputsMayBeMadeOfEachOther() throws {
    let found = try cases {
      $0.inputs = [
        "z": "${input.a}", "greeting": "hello ${input._name}", "_name": "${input.b}-${input.z}",
        "nested": ["list": ["${input.greeting}!"], "n": "${input.z}"],
      ]
      $0.tags = ["who": "${input._name}"]
    }
    #expect(
      found[0].parameters == [
        "a": 1, "b": "x", "z": 1, "greeting": "hello x-1", "nested": ["list": ["hello x-1!"], "n": 1],
      ])
    #expect(found[0].tags == ["who": "x-1"])
  }

  @Test func aDimensionsNameMeansTheDimension() throws {
    let found = try cases { $0.inputs = ["a": "no. ${input.a}", "b": "${input.a}"] }
    #expect(found[0].parameters == ["a": "no. 1", "b": 1])
  }

  @Test func cyclesAreNamed() {
    let cycle = #expect(throws: DerivedInputs.Cycle.self) {
      try cases { $0.inputs = ["p": "${input.q}", "q": ["${input.r}"], "r": "${input.p}"] }
    }
    #expect(cycle?.description == "inputs are made of each other: p -> q -> r -> p")
    #expect(throws: DerivedInputs.Cycle(names: ["s", "s"])) { try cases { $0.inputs = ["s": "${input.s}"] } }
  }

  @Test(
    arguments: [
      { $0.inputs = ["n": "${input.bb}"] }, { $0.query = "${input.bb}" }, { $0.user = "${input.bb}" },
      { $0.tags = ["t": "${input.bb}"] }, { $0.turns = [Turn(query: "${input.bb}")] },
      { $0.expectations = [.contains("${input.bb}")] },
      { $0.turns = [Turn(query: "q", expectations: [.equals(["${input.bb}"], path: nil)])] },
    ] as [@Sendable (inout MatrixSpecification) -> Void])
  func unknownNamesAreFoundBeforeAnyCase(change: @Sendable (inout MatrixSpecification) -> Void) {
    let error = #expect(throws: Template.UnknownParameter.self) { try cases(change) }
    #expect(error?.description == "'${input.bb}' names no parameter; did you mean 'b'?")
  }

  @Test func whatIsLeftOutMayHaveADefault() throws {
    let conditional = MatrixSpecification.Dimension(
      name: "c", values: ["high"], when: [.init("a", .oneOf([2]))])
    let found = try cases {
      $0.dimensions.append(conditional)
      $0.query = "effort ${input.c:-none}"
      $0.inputs = ["copy": "${input.c:-}"]
    }
    #expect(found[0].query == "effort none" && found[0].parameters["copy"] == "")
    let error = #expect(throws: Template.UnknownParameter.self) {
      try cases {
        $0.dimensions.append(conditional)
        $0.query = "${input.c}"
      }
    }
    #expect(error?.description.contains("give it a default with ${input.c:-...}") == true)
  }

  @Test func everyTextOfAnExpectationMayBeATemplate() throws {
    let found = try cases {
      $0.expectations = [
        .contains("${input.b}"), .excludes("no ${input.b}"), .matches("^${input.b}$"),
        .exists(path: "$.${input.b}"), .equals("${input.a}", path: "$.n"),
        .schema(["const": "${input.a}"], path: nil), .maxTokens(5), .refused,
      ]
      $0.user = "user-${input.a}"
    }
    #expect(
      found[0].expectations == [
        .contains("x"), .excludes("no x"), .matches("^x$"), .exists(path: "$.x"), .equals(1, path: "$.n"),
        .schema(["const": 1], path: nil), .maxTokens(5), .refused,
      ])
    #expect(found[0].user == "user-1")
  }
}

/// What turns take from turns before.
@Suite struct TurnNamesTests {
  private let first = Turn(query: "a", extractions: [Extraction(name: "order", source: .path("$.a"))])

  @Test func eachNameIsExtractedBefore() throws {
    let good = MatrixSpecification(turns: [first, Turn(query: "b ${turn.order} ${turn.order}")])
    #expect(try CaseExpansion([good], seed: 1).cases().count == 1)
  }

  @Test(arguments: ["${turn.ordr}", "x ${turn.order} ${turn.other}"]) func othersAreNamed(query: String) {
    let bad = MatrixSpecification(turns: [first, Turn(query: query)])
    let error = #expect(throws: TurnNames.Unknown.self) { try CaseExpansion([bad], seed: 1) }
    #expect(error?.turn == 2 && error?.known == ["order"])
    let early = MatrixSpecification(turns: [Turn(query: "${turn.order}"), first])
    #expect(throws: TurnNames.Unknown(name: "order", turn: 1, known: [])) {
      try CaseExpansion([early], seed: 1)
    }
  }
}
