import CaseMatrix
import RunModel
import Testing

/// Values at, just inside and just outside the limits of an input.
@Suite struct BoundaryTests {
  private func cases(_ limits: BoundaryLimits) throws -> [TestCase] {
    try CaseExpansion(
      [MatrixSpecification(dimensions: [.init(name: "x", source: .boundary(limits))])], seed: 1
    ).cases()
  }

  private func labels(_ limits: BoundaryLimits) throws -> [String: JSONValue] {
    Dictionary(try cases(limits).map { ($0.tags["boundary"] ?? "", $0.parameters["x"]!) }) { first, _ in first
    }
  }

  @Test func textsOfALimit() throws {
    let found = try labels(BoundaryLimits(.text(maxLength: 48)))
    let lengths = found.mapValues { $0.stringValue!.unicodeScalars.count }
    #expect(
      lengths == [
        "at": 48, "just-outside": 49, "just-inside": 47, "empty": 0, "one-character": 1, "unicode": 48,
      ])
    #expect(found["unicode"]!.stringValue!.unicodeScalars.contains { $0.value > 0x2000 })
  }

  @Test(
    arguments: [
      (.number(min: 1, max: 5, step: 1), [1, 2, 0, 5, 4, 6]),
      (.number(min: nil, max: 0.3, step: 0.1), [.number(0.3), .number(0.2), .number(0.4)]),
      (.number(min: 2, max: 2, step: 1), [2, 1, 3]), (.number(min: 0, max: nil, step: 5), [0, 5, -5]),
      (.options(["a", "b"]), ["a", "b", "no such option"]),
    ] as [(BoundaryLimits.Kind, [JSONValue])])
  func numbersAndOptions(kind: BoundaryLimits.Kind, values: [JSONValue]) throws {
    #expect(try cases(BoundaryLimits(kind)).map { $0.parameters["x"]! } == values)
    let inside = try cases(BoundaryLimits(kind, includesOutside: false))
    #expect(inside.allSatisfy { $0.tags["boundary"] != "just-outside" } && inside.count < values.count)
  }

  @Test func aRefusalIsExpectedOnlyWhereTheScenarioSaysSo() throws {
    let kind = BoundaryLimits.Kind.text(maxLength: 4)
    #expect(try cases(BoundaryLimits(kind)).allSatisfy(\.expectations.isEmpty))
    for testCase in try cases(BoundaryLimits(kind, expectsRefusal: true)) {
      let isOutside = testCase.tags["boundary"] == "just-outside"
      #expect(testCase.expectations == (isOutside ? [.refused] : []))
    }
  }

  @Test func theFarthestValueNamesTheCase() throws {
    let limits = BoundaryLimits(.number(min: 1, max: 3, step: 1), expectsRefusal: true)
    let matrix = MatrixSpecification(dimensions: [
      .init(name: "x", source: .boundary(limits)), .init(name: "y", source: .boundary(limits)),
    ])
    for testCase in try CaseExpansion([matrix], seed: 1).cases() {
      let isOutside = ["x", "y"].contains { [0, 4].contains(testCase.parameters[$0]!) }
      #expect((testCase.tags["boundary"] == "just-outside") == isOutside)
      #expect(testCase.expectations.count == (isOutside ? 1 : 0))
    }
  }

  @Test func limitsOfTheServerHaveToBeAsked() throws {
    let matrix = MatrixSpecification(dimensions: [
      .init(name: "x", source: .boundary(BoundaryLimits(.server, expectsRefusal: true)), place: "s.yaml:4:5")
    ])
    let error = #expect(throws: MatrixProblem.self) { try CaseExpansion([matrix], seed: 1) }
    #expect("\(error!)".contains("the limits of 'x' come from the app (s.yaml:4:5)"))
    #expect(matrix.dimensionsOfServer == ["x"])
    let told = matrix.with(limits: ["x": .options(["a"]), "y": .text(maxLength: 1)])
    #expect(told.dimensionsOfServer.isEmpty)
    #expect(try CaseExpansion([told], seed: 1).cases().map { $0.expectations.count } == [0, 1])
  }
}
