import CaseMatrix
import Foundation
import RunModel
import Scenario
import Testing

@testable import LoadEngine

/// Whatever stands under a key, the file is a plan or an error with a place; it never ends the program.
@Suite struct ExtremesTests {
  static let extremes =
    [
      "-1", "0", "1", "1e300", "-1e300", "9223372036854775808", "-9223372036854775808", ".nan", ".inf",
      "-.inf",
      "text", "''", "~", "[]", "[1]", "[[[]]]", "{}", "{a: 1}", "{duration: 2s}", "true", "2026-01-01",
      "!!python/object:os.system x", "*nobody", "{<<: *nobody}", "{<<: {a: 1}}", "{<<: [[1]]}", "&own [*own]",
      "'${input.nobody}'", "'${}'",
      "'\\0'",
    ] + [String(repeating: "9", count: 400), String(repeating: "x", count: 70_000)]

  private static let loader = ScenarioLoader(environment: ["DIFY_API_KEY": "app-x"])

  /// A file with the key of that value, and what the key needs beside it.
  private static func file(_ section: SchemaSection, _ key: SchemaKey, _ value: String) -> String {
    var changed = key
    changed.example = value
    return section.example(of: changed)
  }

  @Test(arguments: SchemaTable.sections.map(\.name)) func everyKeyTakesEverything(section name: String) throws
  {
    let section = try #require(SchemaTable.section(name))
    for key in section.keys {
      for value in Self.extremes {
        let text = Self.file(section, key, value)
        do {
          let document = try Self.loader.load(bytes: Array(text.utf8), name: "s.yaml")
          Self.plan(document)
        } catch let problems as ScenarioProblems {
          let places = problems.diagnostics.allSatisfy {
            $0.file == "s.yaml" && $0.line >= 1 && $0.column >= 1
          }
          #expect(!problems.diagnostics.isEmpty && places, "\(text.prefix(300)): \(problems)")
        }
      }
    }
  }

  /// What loads can be planned: its loads have their first instants, its first cases can be made, or it is said
  /// what is wrong with them.
  private static func plan(_ document: ScenarioDocument) {
    for policy in [document.execution] + document.scenarios.compactMap(\.execution)
    where policy.problems.isEmpty {
      var schedule = policy.load.shape.schedule(policy, seed: document.seed, shard: nil)
      for _ in 0..<10 { _ = schedule.nextStep() }
    }
    guard let expansion = try? CaseExpansion(document.matrices, seed: document.seed, limit: 1000) else {
      return
    }
    var cases = expansion.makeIterator()
    for _ in 0..<5 { _ = try? cases.next() }
  }
}
