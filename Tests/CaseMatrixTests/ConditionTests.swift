import CaseMatrix
import RunModel
import Testing

/// `when`: dimensions that apply only for some values of others.
@Suite struct ConditionTests {
  private static let model = MatrixSpecification.Dimension(name: "model", values: ["small", "large"])
  private static let effort = MatrixSpecification.Dimension(
    name: "effort", values: ["low", "high"], when: [.init("model", .oneOf(["large"]))])

  private func words(
    _ dimensions: [MatrixSpecification.Dimension], _ strategy: MatrixSpecification.Strategy = .cartesian,
    exclude: [[String: JSONValue]] = []
  ) throws -> [String] {
    let matrix = MatrixSpecification(dimensions: dimensions, strategy: strategy, exclude: exclude)
    return try CaseExpansion([matrix], seed: 3).cases().map { testCase in
      dimensions.map { testCase.parameters[$0.name]?.stringValue ?? "-" }.joined(separator: " ")
    }
  }

  @Test func theProductLeavesOutWhatDoesNotApply() throws {
    #expect(try words([Self.model, Self.effort]) == ["small -", "large low", "large high"])
  }

  @Test func samplesHoldOnlyWhatIsAllowed() throws {
    let found = try words([Self.model, Self.effort], .sample(50))
    #expect(found.sorted() == ["large high", "large low", "small -"])
    #expect(try words([Self.model, Self.effort], .sample(2)).count == 2)
  }

  @Test func zipSettlesEachRow() throws {
    #expect(try words([Self.model, Self.effort], .zip) == ["small -", "large high"])
  }

  @Test func oneFactorBringsWhatTheConditionNeeds() throws {
    let found = try words(
      [Self.model, Self.effort, .init(name: "tone", values: ["a", "b"])], .oneFactorAtATime)
    #expect(found == ["small - a", "large low a", "large high a", "small - b"])
  }

  @Test func oneFactorWithTwoConditions() throws {
    let tools = MatrixSpecification.Dimension(name: "tools", values: ["off", "on"])
    let deep = MatrixSpecification.Dimension(
      name: "deep", values: ["x", "y"],
      when: [.init("model", .oneOf(["large"])), .init("tools", .noneOf(["off"]))])
    #expect(
      try words([Self.model, tools, deep], .oneFactorAtATime) == [
        "small off -", "large off -", "small on -", "large on x", "large on y",
      ])
  }

  @Test func conditionsMayFollowEachOther() throws {
    let budget = MatrixSpecification.Dimension(
      name: "budget", values: ["1", "2"], when: [.init("effort", .oneOf(["high"]))])
    #expect(
      try words([Self.model, Self.effort, budget]) == [
        "small - -", "large low -", "large high 1", "large high 2",
      ])
  }

  @Test func excludeHoldsBesideThem() throws {
    #expect(
      try words([Self.model, Self.effort], exclude: [["effort": "high"]]) == ["small -", "large low"])
  }

  @Test func numbersWithinLimits() throws {
    let size = MatrixSpecification.Dimension(name: "size", values: [1, 5, 9])
    let extra = MatrixSpecification.Dimension(
      name: "extra", values: ["x"], when: [.init("size", .within(min: 5, max: nil))])
    let cases = try CaseExpansion([MatrixSpecification(dimensions: [size, extra])], seed: 1).cases()
    #expect(cases.map { $0.parameters["extra"] == nil } == [true, false, false])
  }

  @Test func aConditionOnWhatComesLaterIsAMistake() {
    let error = #expect(throws: MatrixProblem.self) { try words([Self.effort, Self.model]) }
    #expect("\(error!)".contains("move 'effort' below 'model'"))
    var selfish = Self.effort
    selfish.when = [.init("effort", .oneOf(["low"]))]
    #expect(throws: MatrixProblem.self) { try words([Self.model, selfish]) }
    selfish.when = [.init("modle", .oneOf(["low"]))]
    let unknown = #expect(throws: MatrixProblem.self) { try words([Self.model, selfish]) }
    #expect("\(unknown!)".contains("did you mean 'model'?"))
  }

  @Test func weightsMultiply() throws {
    let matrix = MatrixSpecification(dimensions: [
      .init(name: "a", source: .weighted([1, 2], weights: [3, 1])),
      .init(name: "b", source: .weighted([1, 2], weights: [0.5, 2])),
    ])
    #expect(try CaseExpansion([matrix], seed: 1).cases().map(\.weight) == [1.5, 6, 0.5, 2])
  }
}
