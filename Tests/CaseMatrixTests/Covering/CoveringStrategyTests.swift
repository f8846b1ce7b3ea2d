import RunModel
import Testing

@testable import CaseMatrix

/// The strategies `pairwise` and `t_wise` of a matrix.
@Suite struct CoveringStrategyTests {
  private func matrix(_ covering: MatrixSpecification.Covering = .init()) -> MatrixSpecification {
    MatrixSpecification(
      dimensions: [
        .init(name: "a", values: [1, 2, 3]), .init(name: "b", values: ["x", "y", "z"]),
        .init(name: "c", values: [true, false]), .init(name: "d", values: ["only"]),
      ], strategy: .covering(covering))
  }

  private func cases(_ matrix: MatrixSpecification, limit: Int = 1000) throws -> [[String: JSONValue]] {
    try CaseExpansion([matrix], seed: 1, limit: limit).cases().map(\.parameters)
  }

  private func has(_ cases: [[String: JSONValue]], _ values: [String: JSONValue]) -> Bool {
    cases.contains { point in values.allSatisfy { point[$0.key] == $0.value } }
  }

  @Test func allPairsComeAndOtherParametersKeepTheirValue() throws {
    let cases = try cases(matrix())
    #expect(cases.count == 9 && cases.allSatisfy { $0["d"] == "only" })
    for a: JSONValue in [1, 2, 3] {
      for b: JSONValue in ["x", "y", "z"] { #expect(has(cases, ["a": a, "b": b])) }
      for c: JSONValue in [true, false] { #expect(has(cases, ["a": a, "c": c])) }
    }
  }

  @Test func exclusionsCostNoCoverage() throws {
    var matrix = matrix()
    matrix.exclude = [["a": 1, "b": "x"], ["a": 2, "c": true], ["d": "no such value"]]
    matrix.include = [["a": 9, "b": "w"]]
    let cases = try cases(matrix)
    #expect(!has(cases, ["a": 1, "b": "x"]) && !has(cases, ["a": 2, "c": true]))
    for (a, b) in [(1, "y"), (1, "z"), (2, "x"), (2, "y"), (2, "z"), (3, "x"), (3, "y"), (3, "z")] {
      #expect(has(cases, ["a": .integer(Int64(a)), "b": .string(b)]))
    }
    #expect(has(cases, ["b": "x", "c": true]) && has(cases, ["b": "x", "c": false]))
    #expect(cases.last?["a"] == 9 && cases.last?["b"] == "w")
    matrix.exclude = [["d": "only"]]
    let error = #expect(throws: MatrixProblem.self) { try self.cases(matrix) }
    #expect("\(error!)" == "the exclusions leave no case at all")
  }

  @Test func conditionsAreConstraints() throws {
    var matrix = matrix()
    matrix.dimensions[2].when = [MatrixCondition("b", .oneOf(["x"]))]
    let cases = try cases(matrix)
    #expect(cases.allSatisfy { ($0["c"] != nil) == ($0["b"] == "x") })
    for a: JSONValue in [1, 2, 3] {
      #expect(has(cases, ["a": a, "c": true]) && has(cases, ["a": a, "c": false]))
      #expect(has(cases, ["a": a, "b": "y"]) && has(cases, ["a": a, "b": "z"]))
    }
  }

  @Test func rowsComeFirst() throws {
    let rows: [[String: JSONValue]] = [["a": 3, "b": "z", "c": false], ["a": 3.0]]
    let cases = try cases(matrix(.init(rows: rows)))
    #expect(cases[0]["a"] == 3 && cases[0]["b"] == "z" && cases[0]["c"] == false && cases[1]["a"] == 3)
    var error = #expect(throws: MatrixProblem.self) { try self.cases(self.matrix(.init(rows: [["b": "q"]]))) }
    #expect(error == .unknownSeed(row: 1, name: "b", value: "\"q\""))
    error = #expect(throws: MatrixProblem.self) { try self.cases(self.matrix(.init(rows: [["bb": "x"]]))) }
    #expect("\(error!)".contains("did you mean 'b'"))
  }

  @Test func tooManyAreAnErrorUnlessTheScenarioSaysHowMany() throws {
    let error = #expect(throws: MatrixProblem.self) { try self.cases(self.matrix(), limit: 8) }
    #expect(error == .tooManyRows(count: "at least 9", strength: 2, limit: 8))
    #expect("\(error!)".contains("strategy: {t_wise: 2, max: 8}"))
    let expansion = try CaseExpansion([matrix(.init(maximum: 6))], seed: 1, limit: 8)
    #expect(try expansion.cases().count == 6)
    // 9 + 6 + 6 pairs; six cases have three new ones each at most, and 18 of them can be had.
    #expect(expansion.coverage.map(\.description) == ["85.7 % of 21 pairs of values in 6 cases; all take 9"])
    let whole = try CaseExpansion([matrix(.init(strength: 3))], seed: 1)
    #expect(whole.coverage.map(\.description) == ["all 18 triples of values in 18 cases"])
  }

  @Test func repeatsCountAgainstTheLimit() throws {
    var matrix = matrix()
    matrix.repeats = 2
    #expect(throws: MatrixProblem.self) { try self.cases(matrix, limit: 17) }
    #expect(try cases(matrix, limit: 18).count == 18)
  }
}
