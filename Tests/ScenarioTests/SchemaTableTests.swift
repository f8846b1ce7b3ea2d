import Foundation
import LoadEngine
import RunModel
import Scenario
import Testing

/// Every key that is declared is read, and what is made from the declarations is as it should be. That nothing else is
/// read the compiler sees to: a section is read through its keys.
@Suite struct SchemaTableTests {
  /// Every key of every section.
  static let keys = SchemaTable.sections.flatMap { section in
    section.keys.map { "\(section.name).\($0.name)" }
  }

  private static let loader = ScenarioLoader(environment: [
    "DIFY_API_KEY": "app-x", "KEY_B": "app-y", "MODELS": "a,b",
  ])

  @Test(arguments: keys) func theExampleOfEachKeyIsReadWithoutComplaint(key: String) throws {
    let parts = key.split(separator: ".").map(String.init)
    let section = try #require(SchemaTable.section(parts[0]))
    let found = try #require(section.keys.first { $0.name == parts[1] })
    let text = section.example(of: found)
    do {
      _ = try Self.loader.load(bytes: Array(text.utf8), name: "s.yaml")
    } catch {
      Issue.record("\(text)\(error)")
    }
    let asked = Self.loader.askedKeys(bytes: Array(text.utf8))[section.name] ?? []
    // Files are put in before anything is read.
    #expect(asked.contains(parts[1]) || ["extends", "include"].contains(parts[1]), "it is read")
  }

  @Test func whatIsThereAndNotReadIsTold() {
    let texts = [
      "load: {users: 5, duration: 10s, start_rate: 2}", "matrix: {n: {values: [1], decimals: 2}}",
      "expect: [{path: $.a}]\nload: {users: 5, duration: 10s, overflow: drop}",
    ]
    for text in texts {
      let found = LoaderTests.problems("target: mock\n\(text)\n")
      #expect(found.contains { $0.message.contains("means nothing here") && $0.line > 1 }, "\(found)")
    }
  }

  @Test func everyShapeOfLoadHasItsWord() throws {
    let model = try #require(SchemaTable.section("load")?.keys.first { $0.name == "model" })
    #expect(model.kind == .words(LoadProfile.shapes.map { $0.name }))
  }

  @Test func namesAreUniqueAndSectionsExist() {
    #expect(Set(SchemaTable.sections.map(\.name)).count == SchemaTable.sections.count)
    for section in SchemaTable.sections {
      #expect(Set(section.keys.map(\.name)).count == section.keys.count, "\(section.name)")
      for key in section.keys { check(key.kind, key.name) }
    }
  }

  private func check(_ kind: SchemaKey.Kind, _ name: String) {
    switch kind {
    case .keys(let section): #expect(SchemaTable.section(section) != nil, "\(name) has keys of \(section)")
    case .list(let inner), .names(let inner): check(inner, name)
    case .either(let kinds): kinds.forEach { check($0, name) }
    case .text, .flag, .integer, .number, .time, .money, .words, .any: break
    }
  }

  // MARK: What is made from it

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private func file(_ path: String) throws -> String {
    try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
  }

  @Test func thePublishedSchemaIsTheTables() throws {
    #expect(try file("Scenarios/scenario.schema.json") == JSONSchema.text + "\n", "run Scripts/schema")
  }

  /// The examples in Scenarios/.
  static let scenarios: [String] = {
    let folder = root.appending(path: "Scenarios").path()
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasSuffix(".yaml") }.sorted()
  }()

  /// The schema with its definitions put in: the checker knows no references.
  private static let inlined = inlined(JSONSchema.document)

  private static func inlined(_ schema: JSONValue) -> JSONValue {
    switch schema {
    case .object(let members):
      guard let name = members["$ref"]?.stringValue?.split(separator: "/").last else {
        return .object(members.filter { $0.key != "definitions" }.mapValues(inlined))
      }
      return inlined(JSONSchema.document["definitions"]?[String(name)] ?? false)
    case .array(let elements): return .array(elements.map(inlined))
    default: return schema
    }
  }

  @Test(arguments: scenarios) func examplesFitTheSchema(name: String) throws {
    let values = try Self.loader.values(path: Self.root.appending(path: "Scenarios/\(name)").path())
    #expect(SchemaChecker.firstProblem(values, Self.inlined) == nil)
  }

  @Test(arguments: keys) func theExampleOfEachKeyFitsTheSchema(key: String) throws {
    let parts = key.split(separator: ".").map(String.init)
    let section = try #require(SchemaTable.section(parts[0]))
    let found = try #require(section.keys.first { $0.name == parts[1] })
    let values = try Self.loader.values(bytes: Array(section.example(of: found).utf8), name: "s.yaml")
    #expect(SchemaChecker.firstProblem(values, Self.inlined) == nil)
  }

  @Test(arguments: [
    "execution: {concurency: 5}", "execution: {concurrency: 0}", "seed: x",
    "load: {users: 5, duration: 5 parsecs}",
    "scenarios: [{name: a, wieght: 2}]", "scenarios: {a: {repeat: 1.5}}",
    "thresholds: [{mode: interval}]", "expect: [{max_latency: soon}]",
  ]) func theSchemaFindsMistakesToo(text: String) throws {
    let values = try Self.loader.values(bytes: Array("target: mock\n\(text)\n".utf8), name: "s.yaml")
    let right = try Self.loader.values(bytes: Array("target: mock\n".utf8), name: "s.yaml")
    #expect(SchemaChecker.firstProblem(right, Self.inlined) == nil)
    #expect(SchemaChecker.firstProblem(values, Self.inlined) != nil)
  }

  @Test func theReferenceHasTheTablesKeys() throws {
    let page = try file("Sources/Floodgate/Documentation.docc/ScenarioReference.md")
    #expect(page == SchemaReference.renewed(page), "run Scripts/schema")
    for section in SchemaTable.sections {
      #expect(page.contains("<!-- keys: \(section.name) -->"), "\(section.name)")
    }
  }
}
