import RunModel
import Scenario
import Testing

/// Kinds of dimensions, from YAML to values.
@Suite struct DimensionTests {
  private func dimension(_ yaml: String) throws -> MatrixSpecification.Dimension {
    try #require(try LoaderTests.load("target: mock\nmatrix:\n  x: \(yaml)\n").matrices[0].dimensions.first)
  }

  private func problem(_ yaml: String) -> Diagnostic? {
    LoaderTests.problems("target: mock\nmatrix:\n  m: [1]\n  x: \(yaml)\n").first
  }

  @Test(
    arguments: [
      ("{from: 1, to: 10, step: 4}", [1, 5, 9]), ("{from: -1, to: 1}", [-1, 0, 1]),
      ("{from: 0.1, to: 0.35, step: 0.1}", [.number(0.1), .number(0.2), .number(0.3)]),
      ("{from: 0.5, to: 2, step: 0.5}", [.number(0.5), 1, .number(1.5), 2]),
      ("{from: 2026-02-27, to: 2026-03-02}", ["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"]),
      ("{from: 2026-01-01, to: 2026-01-20, step: 1w}", ["2026-01-01", "2026-01-08", "2026-01-15"]),
      ("{from: 2024-01-31, to: 2024-04-29, step: 1m}", ["2024-01-31", "2024-02-29", "2024-03-31"]),
      ("{from: 2024-02-29, to: 2026-12-31, step: 1y}", ["2024-02-29", "2025-02-28", "2026-02-28"]),
      ("[true, false]", [true, false]), ("{values: [a, 2]}", ["a", 2]), ("{values: one}", ["one"]),
      ("7", [7]),
    ] as [(String, [JSONValue])])
  func values(yaml: String, values: [JSONValue]) throws { #expect(try dimension(yaml).values == values) }

  @Test func weights() throws {
    let weighted = try dimension("[{value: small, weight: 3}, large, {value: {a: 1}, weight: 0.5}]")
    #expect(weighted.source == .weighted(["small", "large", ["a": 1]], weights: [3, 1, 0.5]))
    #expect(try dimension("[{value: 1}, {weight: 2}]").values == [["value": 1], ["weight": 2]])
  }

  @Test func conditions() throws {
    let text = """
      target: mock
      matrix:
        model: [small, large]
        size: [1, 2]
        effort: {values: [low, high], when: {model: [large, huge], size: {min: 1.5}}}
        tone: {from: 1, to: 2, when: {model: {not: large}}}
      """
    let dimensions = try LoaderTests.load(text).matrices[0].dimensions
    #expect(
      dimensions[2].when == [
        .init("model", .oneOf(["large", "huge"])), .init("size", .within(min: 1.5, max: nil)),
      ])
    #expect(dimensions[3].when == [.init("model", .noneOf(["large"]))] && dimensions[3].place == "s.yaml:6:9")
  }

  @Test(
    arguments: [
      ("{from: 1}", "a range needs both ends"), ("{from: 2, to: 1}", "the range from 2 to 1 by 1"),
      ("{from: 1, to: 2, step: 0}", "the range from 1 to 2 by 0"),
      ("{from: 0, to: 2000000}", "the range from 0 to 2000000"),
      ("{from: a, to: b}", "the range from 'a' to 'b'"), ("{from: 1, to: 2026-01-01}", "the range from '1'"),
      ("{from: 2026-02-30, to: 2026-03-01}", "the range from '2026-02-30'"),
      ("{from: 2026-02-01, to: 2026-03-01, step: 2}", "step is '2'"),
      ("{from: 2026-02-01, to: 2026-01-01, step: 1d}", "the range from 2026-02-01"),
      ("{values: []}", "the list has no values"), ("[{value: 1, weight: -2}]", "weight is '-2'"),
      ("{values: [1], when: {}}", "the condition is empty"), ("{values: [1], when: {m: {}}}", "says nothing"),
      ("{values: [1], wen: {m: 1}}", "unknown key 'wen'"),
    ])
  func mistakes(yaml: String, message: String) {
    let found = problem(yaml)
    #expect(found?.message.contains(message) == true && found?.line == 4, "\(found?.rendered ?? "none")")
  }
}
