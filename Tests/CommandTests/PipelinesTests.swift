import ArgumentParser
import Foundation
import Testing
import Yams

@testable import FloodgateCLI

/// The examples of pipelines, and the pages about them: YAML that can be read, and commands that exist.
@Suite struct PipelinesTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// Every text that a pipeline runs.
  private static func scripts(_ node: Any?) -> [String] {
    switch node {
    case let map as [String: Any]:
      return map.sorted { $0.key < $1.key }.flatMap { key, value -> [String] in
        guard ["run", "script", "before_script", "after_script"].contains(key) else { return scripts(value) }
        return (value as? [String]) ?? (value as? String).map { [$0] } ?? scripts(value)
      }
    case let list as [Any]: return list.flatMap(scripts)
    default: return []
    }
  }

  /// The shell blocks of a page.
  private static func blocks(_ page: String) -> [String] {
    page.matches(of: #/```sh\n((?:(?!```)[\s\S])*)```/#).map { String($0.output.1) }
  }

  /// Words as the shell makes them, as far as these examples need it; what is redirected is left out.
  static func words(_ line: String) -> [String] {
    let parts = line.matches(of: #/(?:"[^"]*"|'[^']*'|[^\s"'])+/#).map { match in
      String(match.output).filter { $0 != "\"" && $0 != "'" }
    }
    var words: [String] = []
    for part in parts {
      if ["||", "&&", ";", "|", "#"].contains(part) || part.hasPrefix("#") { break }
      if part.hasPrefix(">") { break }
      words.append(part.hasSuffix(";") ? String(part.dropLast()) : part)
    }
    return words
  }

  /// The command lines that begin with floodgate, after variables that are set for them.
  private static func commands(_ script: String) -> [[String]] {
    let joined = script.replacingOccurrences(of: "\\\n", with: " ")
    return joined.split(separator: "\n").compactMap { line in
      let words = words(String(line)).drop { $0.contains("=") && !$0.hasPrefix("-") }
      return words.first == "floodgate" ? Array(words.dropFirst()) : nil
    }
  }

  static let pipelines = ["Scenarios/ci/github-actions.yml", "Scenarios/ci/gitlab-ci.yml"]
  static let pages =
    ["README.md"]
    + ["ContinuousIntegration", "Machine", "Dashboards"].map {
      "Sources/Floodgate/Documentation.docc/\($0).md"
    }

  private func check(_ commands: [[String]], _ place: String) {
    for command in commands {
      do {
        _ = try FloodgateCommand.parseAsRoot(command)
      } catch {
        Issue.record(
          "\(place): floodgate \(command.joined(separator: " ")): \(FloodgateCommand.message(for: error))")
      }
    }
  }

  @Test(arguments: pipelines) func everyCommandOfAPipelineExists(path: String) throws {
    let document = try #require(try Yams.load(yaml: Self.text(path)) as? [String: Any])
    let scripts = Self.scripts(document)
    let commands = scripts.flatMap(Self.commands)
    #expect(
      Set(commands.compactMap(\.first)).isSuperset(of: ["validate", "run", "compare", "report"]),
      "\(commands)")
    check(commands, path)
  }

  @Test(arguments: pages) func everyCommandOfAPageExists(path: String) throws {
    let commands = Self.blocks(try Self.text(path)).flatMap(Self.commands)
    #expect(!commands.isEmpty, "\(commands)")
    check(commands, path)
  }

  @Test func aCommandThatDoesNotExistIsSeen() {
    #expect(throws: (any Error).self) { try FloodgateCommand.parseAsRoot(["report", "x", "--no-such-flag"]) }
    #expect(
      Self.words(#"floodgate run "a b" --threshold "x >= 1" >> "$F" || true"#) == [
        "floodgate", "run", "a b", "--threshold", "x >= 1",
      ])
  }

  @Test func theScenarioOfThePipelinesIsValid() throws {
    let tests = try ProgramTests()
    let outcome = try tests.call(
      ["validate", Self.root.appending(path: "Scenarios/ci/app.yaml").path()],
      environment: ["DIFY_URL": "http://127.0.0.1:1/v1", "DIFY_API_KEY": "app-x"])
    #expect(
      outcome.code == 0 && outcome.output.contains("fine, 320 cases"), "\(outcome.output)\(outcome.errors)")
  }

  @Test func thePageNamesEveryFormat() throws {
    let page = try Self.text(Self.pages[1])
    for name in ReportCommand.formatNames where !["json", "html", "text"].contains(name) {
      #expect(page.contains("`\(name)`"), "\(name)")
    }
  }
}
