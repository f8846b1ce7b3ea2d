import RunModel
import Scenario

/// The values of a scenario that a sweep sets: all combinations. Pure.
package struct SweptSettings: Sendable {
  /// The keys' paths, in order.
  package let names: [String]
  /// The values of each combination, in the order of the names; the last name changes first.
  package let combinations: [[String]]

  /// The most combinations.
  package static let limit = 100

  /// From texts such as `target.connection.http=1.1,2`. Throws ``UsageProblem``.
  package init(_ texts: [String]) throws {
    var names: [String] = []
    var combinations: [[String]] = [[]]
    for text in texts {
      guard let end = text.firstIndex(of: "="), end > text.startIndex else {
        throw UsageProblem("--set '\(text)' is no key with values, such as target.connection.http=1.1,2")
      }
      let (name, values) = (String(text[..<end]), Self.values(String(text[text.index(after: end)...])))
      guard !values.isEmpty, !names.contains(name) else {
        throw UsageProblem(
          "--set \(name): \(values.isEmpty ? "there is no value" : "the key is there twice")")
      }
      names.append(name)
      combinations = combinations.flatMap { old in values.map { old + [$0] } }
      guard combinations.count <= Self.limit else {
        throw UsageProblem("--set makes \(combinations.count) combinations; \(Self.limit) are the most")
      }
    }
    (self.names, self.combinations) = (names, combinations)
  }

  /// A combination as the loader takes it. Throws ``UsageProblem``.
  package func settings(_ values: [String]) throws -> [ScenarioSetting] {
    try zip(names, values).map { name, value in
      do { return try ScenarioSetting(name, value: value) } catch { throw UsageProblem("--set: \(error)") }
    }
  }

  /// What stands between commas, but not those within braces, brackets and quotes.
  static func values(_ text: String) -> [String] {
    text.partsBetweenCommas(open: "{[(", close: "}])")
  }
}
