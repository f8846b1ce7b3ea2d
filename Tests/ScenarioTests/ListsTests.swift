import CaseMatrix
import LoadEngine
import RunModel
import Testing

@testable import Scenario

/// What holds of every expectation and of every kind of dimension. A new one is held to it by being declared.
@Suite struct ListsTests {
  private static func document(_ text: String) throws -> ScenarioDocument {
    try ScenarioLoader(environment: ["MODELS": "a,b"]).load(
      bytes: Array("target: mock\n\(text)\n".utf8), name: "s.yaml")
  }

  private static func expectations(_ text: String) throws -> [RunModel.Expectation] {
    try document("expect: [{\(text)}]").header.scenarios.flatMap(\.expectations)
  }

  private static let expectationKeys =
    SchemaTable.section("expectation")?.keys.filter(\.companions.isEmpty) ?? []

  @Test func everyExpectationHasAKeyAndWordsOfItsOwn() throws {
    var (kinds, words): (Set<String>, Set<String>) = ([], [])
    for key in Self.expectationKeys {
      let read = try Self.expectations("\(key.name): \(key.example)")
      let expectation = try #require(read.first)
      #expect(read.count == 1, "\(key.name)")
      let result = ExpectationEvaluator.evaluate(
        expectation, TaskOutput(status: .error), took: .seconds(99))
      #expect(kinds.insert(Self.kind(expectation)).inserted && words.insert(result.expectation).inserted)
      #expect(result.holds == (result.found == nil), "\(key.name): what does not hold says what was found")
    }
    #expect(kinds.count == Self.expectationKeys.count && kinds.count > 10)
  }

  /// The name of the case: `maxCost`.
  private static func kind(_ expectation: RunModel.Expectation) -> String {
    String("\(expectation)".prefix { $0 != "(" })
  }

  /// Sources whose values are written in the scenario; those in files have tests of their own.
  @Test(arguments: [
    "values: [low, high]", "from: 1, to: 5", "random: integer, from: 1, to: 9", "characters: [10, 20]",
    "tokens: [3]", "boundary: {max_length: 16}", "env: MODELS", "type: boolean",
  ])
  func everyKindOfDimensionGivesTheSameCasesEachTime(keys: String) throws {
    let name = String(keys.prefix { $0 != ":" })
    #expect(DimensionKeys.sources.contains { $0.key == name }, "\(name) is in the list")
    let document = try Self.document("matrix: {n: {\(keys)}}")
    let cases = try [0, 1].map { _ in
      var plan = ManifestPlan(
        header: document.header,
        source: try CaseExpansion(document.matrices, seed: document.seed, limit: 1000))
      return try plan.pass(show: 1000)
    }
    #expect(cases[0] == cases[1] && !cases[0].isEmpty)
    #expect(cases[0].allSatisfy { $0.parameters["n"] != nil })
  }
}
