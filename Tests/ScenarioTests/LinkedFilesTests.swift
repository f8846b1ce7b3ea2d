import Foundation
import RunModel
import Scenario
import Testing

/// `extends:`, `include:` and `!include`.
@Suite struct LinkedFilesTests {
  private func load(_ files: [String: String], environment: [String: String] = [:]) throws -> ScenarioDocument
  {
    try TemporaryFiles.load("main.yaml", files, environment)
  }

  private func problems(_ files: [String: String]) -> [Diagnostic] {
    TemporaryFiles.problems("main.yaml", files)
  }

  @Test func theOwnKeysGoOverTheParts() throws {
    let document = try load([
      "main.yaml": """
      extends: base/base.yaml
      include: [parts/limits.yaml]
      execution: {concurrency: 3}
      inputs: {b: null, c: 3}
      thresholds: [tasks == 1]
      """,
      "base/base.yaml": """
      extends: ../root.yaml
      execution: {concurrency: 1, batch_size: 2}
      inputs: {a: 1, b: 2}
      thresholds: [tasks == 2, failed == 0]
      """,
      "root.yaml": "target: mock\nseed: 99\nexecution: {drain_limit: 3s, concurrency: 77}\n",
      "parts/limits.yaml": "execution: {batch_size: 8, stop_conditions: {max_failures: 4}}\nname: limited\n",
    ])
    #expect(document.execution.concurrency == 3 && document.execution.batchSize == 8)
    #expect(
      document.execution.drainLimit == .seconds(3) && document.execution.stopConditions.maxFailures == 4)
    #expect(document.seed == 99 && document.name == "limited")
    #expect(document.matrices[0].inputs == ["a": 1, "b": .null, "c": 3])
    #expect(document.thresholds.map(\.expression) == ["tasks == 1"], "lists are not joined")
  }

  @Test func aTagPutsAFileInAnywhere() throws {
    let document = try load(
      [
        "main.yaml":
          "target: mock\nmatrix: {topic: !include '${KIND}/topics.yaml'}\nthresholds: !include gate.yaml\n",
        "data/topics.yaml": "- a\n- !include more.yaml\n", "data/more.yaml": "b\n",
        "gate.yaml": "- success_rate >= 0.9\n",
      ], environment: ["KIND": "data"])
    #expect(document.matrices[0].dimensions[0].values == ["a", "b"])
    #expect(document.thresholds[0].source?.hasSuffix("/gate.yaml:1:3") == true, "it says where it stands")
  }

  @Test func scenariosExtendFilesToo() throws {
    let document = try load([
      "main.yaml": """
      target: mock
      scenarios:
        - {name: one, extends: chat.yaml}
        - {name: two, extends: chat.yaml, repeat: 5}
      """,
      "chat.yaml": "query: hello\nrepeat: 2\n",
    ])
    #expect(
      document.matrices.map(\.repeats) == [2, 5] && document.matrices.allSatisfy { $0.query == "hello" })
  }

  @Test func anchorsAndMergeKeysWork() throws {
    let document = try LoaderTests.load(
      """
      target: mock
      scenarios:
        one: &one {query: "a", inputs: &inputs {x: 1, y: 2}}
        two: {<<: *one, inputs: {<<: *inputs, y: 3}}
        three: {<<: [*one, {query: b, repeat: 4}]}
      """)
    #expect(document.matrices.map(\.query) == ["a", "a", "a"])
    #expect(document.matrices[1].inputs == ["x": 1, "y": 3] && document.matrices[2].repeats == 4)
  }

  @Test func mistakesAreNamedInTheirOwnFile() throws {
    let main = "extends: base.yaml\ntarget: mock\nfoo: 1\n"
    let found = problems(["main.yaml": main, "base.yaml": "execution:\n  concurency: 5\n"])
    #expect(found.map(\.file) == ["main.yaml", "base.yaml"])
    #expect(found.map { [$0.line, $0.column] } == [[3, 1], [2, 3]])
    #expect(found[1].snippet == "  concurency: 5" && found[1].suggestion == "concurrency")
    let broken = problems(["main.yaml": main, "base.yaml": "a: [1\nb: 2\n"])
    #expect(broken.contains { $0.file == "base.yaml" && $0.line == 2 }, "\(broken)")
  }

  @Test(
    arguments: [
      (["main.yaml": "extends: main.yaml"], "main.yaml", 10, "the files put each other in"),
      (
        ["main.yaml": "extends: a.yaml", "a.yaml": "include: [b.yaml]", "b.yaml": "extends: ./a.yaml"],
        "b.yaml", 10,
        "the files put each other in"
      ),
      (["main.yaml": "extends: nowhere.yaml"], "main.yaml", 10, "cannot be read"),
      (["main.yaml": "extends: ."], "main.yaml", 10, "cannot be read"),
      (["main.yaml": "extends: {a: b}"], "main.yaml", 10, "extends names no file"),
      (["main.yaml": "name: !inclde a.yaml"], "main.yaml", 7, "unknown tag '!inclde'"),
      (["main.yaml": "matrix: !include [a]"], "main.yaml", 9, "unknown tag '!include'"),
      (["main.yaml": "extends: ${NOWHERE}.yaml"], "main.yaml", 10, "needs an environment variable"),
    ] as [([String: String], String, Int, String)])
  func badLinksAreNamed(files: [String: String], file: String, column: Int, message: String) {
    let found = problems(files)
    #expect(
      found.contains { $0.file == file && $0.column == column && $0.message.contains(message) },
      "\(found.map(\.rendered))")
  }

  @Test func depthAndNumberAreBounded() {
    var files = ["main.yaml": "target: mock\nextends: f0.yaml\n"]
    for number in 0..<12 { files["f\(number).yaml"] = "extends: f\(number + 1).yaml\n" }
    #expect(problems(files).contains { $0.file == "f7.yaml" && $0.message.contains("too many files") })
    let list = Array(repeating: "a.yaml", count: 70).joined(separator: ", ")
    let many = problems(["main.yaml": "target: mock\ninclude: [\(list)]\n", "a.yaml": "seed: 1\n"])
    #expect(many.contains { $0.message.contains("64 in all") })
  }

  @Test func bombsOfFilesAndAliasesAreRefused() {
    // Each file puts the next one in twice: 2^7 in all.
    var files = ["main.yaml": "target: mock\ninputs: {x: !include f0.yaml}\n", "f7.yaml": "1\n"]
    for number in 0..<7 {
      files["f\(number).yaml"] = "[!include f\(number + 1).yaml, !include f\(number + 1).yaml]\n"
    }
    #expect(problems(files).contains { $0.message.contains("too many files") })
    var text = "target: mock\na0: &a0 {x: 1}\n"
    for level in 1...9 {
      text +=
        "a\(level): &a\(level) {<<: [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ",")
        + "]}\n"
    }
    #expect(!LoaderTests.problems(text + "inputs: {<<: *a9}\n").isEmpty)
  }
}
