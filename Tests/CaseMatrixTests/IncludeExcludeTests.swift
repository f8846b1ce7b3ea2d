import CaseMatrix
import RunModel
import Testing

/// `include` and `exclude` as GitHub Actions' matrices have them.
@Suite struct IncludeExcludeTests {
  private func parameters(_ change: (inout MatrixSpecification) -> Void) throws -> [[String: JSONValue]] {
    var matrix = MatrixSpecification(dimensions: [
      .init(name: "fruit", values: ["apple", "pear"]), .init(name: "animal", values: ["cat", "dog"]),
    ])
    change(&matrix)
    return try CaseExpansion([matrix], seed: 1).cases().map(\.parameters)
  }

  @Test("the example of docs.github.com, Expanding or adding matrix configurations")
  func documentedExample() throws {
    let found = try parameters {
      $0.include = [
        ["color": "green"], ["color": "pink", "animal": "cat"], ["fruit": "apple", "shape": "circle"],
        ["fruit": "banana"], ["fruit": "banana", "animal": "cat"],
      ]
    }
    #expect(
      found == [
        ["fruit": "apple", "animal": "cat", "color": "pink", "shape": "circle"],
        ["fruit": "apple", "animal": "dog", "color": "green", "shape": "circle"],
        ["fruit": "pear", "animal": "cat", "color": "pink"],
        ["fruit": "pear", "animal": "dog", "color": "green"],
        ["fruit": "banana"],
        ["fruit": "banana", "animal": "cat"],
      ])
  }

  @Test func excludeMatchesByAPartAndIncludeBringsBack() throws {
    let found = try parameters {
      $0.exclude = [["fruit": "pear"]]
      $0.include = [["fruit": "pear", "animal": "dog"], ["fruit": "apple", "animal": "cat"]]
    }
    #expect(
      found == [
        ["fruit": "apple", "animal": "cat"], ["fruit": "apple", "animal": "dog"],
        ["fruit": "pear", "animal": "dog"],
      ], "an entry that is there already adds no second case")
  }

  @Test func withoutDimensionsEachEntryIsACase() throws {
    let found = try parameters {
      $0.dimensions = []
      $0.include = [["a": 1], ["a": 2, "b": 3]]
    }
    #expect(found == [["a": 1], ["a": 2, "b": 3]])
  }

  @Test(arguments: [MatrixSpecification.Strategy.oneFactorAtATime, .zip, .sample(2), .sample(100)])
  func holdForEveryStrategy(strategy: MatrixSpecification.Strategy) throws {
    let found = try parameters {
      $0.strategy = strategy
      $0.exclude = [["fruit": "pear", "animal": "dog"]]
      $0.include = [["color": "green"]]
    }
    #expect(!found.isEmpty && found.allSatisfy { $0["color"] == "green" })
    #expect(!found.contains { $0["fruit"] == "pear" && $0["animal"] == "dog" })
    if strategy == .sample(2) { #expect(found.count == 2, "what is excluded does not count") }
    if strategy == .sample(100) { #expect(found.count == 3) }
  }

  @Test func numbersAreTheSameByValue() throws {
    let found = try parameters {
      $0.dimensions[0].values = [1, 2.5]
      $0.exclude = [["fruit": .number(1)]]
    }
    #expect(found.allSatisfy { $0["fruit"] == 2.5 } && found.count == 2)
  }

  @Test func unknownNamesInExcludeAreNamed() {
    let error = #expect(throws: MatrixProblem.self) {
      try parameters { $0.exclude = [["friut": "pear"]] }
    }
    #expect("\(error!)".contains("did you mean 'fruit'?"))
  }
}
