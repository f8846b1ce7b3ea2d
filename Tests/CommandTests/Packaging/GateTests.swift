import Foundation
import Testing
import Yams

/// The gate of a pull or merge request: its exit code, its one comment, and the parts that forges read.
@Suite struct GateTests {
  /// A forge that runs beside the gate.
  private final class Forge {
    private let process = Process()
    private let input = Pipe()
    let file: String
    let url: String

    init(_ folder: String) throws {
      file = folder + "/forge.json"
      let output = Pipe()
      process.executableURL = URL(filePath: "/usr/bin/python3")
      process.arguments = [
        Repository.root.appending(path: "Tests/CommandTests/Packaging/forge.py").path(), file,
      ]
      process.standardInput = input
      process.standardOutput = output
      try process.run()
      let port = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
      url = "http://127.0.0.1:\(port.trimmingCharacters(in: .whitespacesAndNewlines))"
    }

    deinit { try? input.fileHandleForWriting.close() }

    /// The comments that were made, and the requests that made them.
    func state() throws -> (comments: [String], log: [String]) {
      let text = try String(contentsOfFile: file, encoding: .utf8)
      let state = try #require(try Yams.load(yaml: text) as? [String: Any])
      let comments = try #require(state["comments"] as? [[String: Any]])
      return (comments.compactMap { $0["body"] as? String }, state["log"] as? [String] ?? [])
    }
  }

  private func github(_ forge: Forge, _ folder: String, token: String) throws -> [String: String] {
    try #"{"pull_request": {"number": 7}}"#.write(
      toFile: folder + "/event.json", atomically: true, encoding: .utf8)
    return [
      "GITHUB_ACTIONS": "true", "GITHUB_TOKEN": token, "GITHUB_API_URL": forge.url,
      "GITHUB_REPOSITORY": "o/r",
      "GITHUB_EVENT_PATH": folder + "/event.json", "GITHUB_STEP_SUMMARY": folder + "/summary.md",
      "GITHUB_OUTPUT": folder + "/output",
    ]
  }

  private func gitlab(_ forge: Forge) -> [String: String] {
    [
      "FLOODGATE_TOKEN": "secret-token", "CI_API_V4_URL": forge.url, "CI_PROJECT_ID": "3",
      "CI_MERGE_REQUEST_IID": "7",
    ]
  }

  /// Runs the gate on the stand-in.
  private func gate(
    _ folder: String, _ scenario: String, _ environment: [String: String], _ options: [String] = []
  ) throws -> (code: Int32, output: String) {
    let programs = ProgramTests.program.deletingLastPathComponent().path()
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return try Repository.call(
      [Repository.root.appending(path: "Packaging/floodgate-gate").path(), scenario, "--quiet"] + options,
      environment: ["PATH": "\(programs):\(path)", "FLOODGATE_OUT": folder + "/out"].merging(environment) {
        $1
      },
      folder: URL(filePath: folder))
  }

  private static let tools = Repository.has("jq") && Repository.has("curl")

  @Test(.enabled(if: tools), arguments: ["github", "gitlab"])
  func commentsOnceWithTheReportsOwnMarkdown(place: String) throws {
    let program = try ProgramTests()
    let scenario = try program.scenario(ProgramTests.quick)
    let forge = try Forge(program.folder)
    let environment =
      place == "github" ? try github(forge, program.folder, token: "secret-token") : gitlab(forge)
    let first = try gate(program.folder, scenario, environment, ["--threshold", "success_rate >= 0.5"])
    #expect(first.code == 0, "\(first.output)")
    let passed = try forge.state().comments
    #expect(passed.count == 1 && passed[0].contains("## floodgate: <code>quick</code> passed"), "\(passed)")
    let second = try gate(program.folder, scenario, environment, ["--threshold", "response_time.p50 < 1us"])
    #expect(second.code == 99, "\(second.output)")
    let state = try forge.state()
    #expect(state.comments.count == 1 && state.comments[0].contains("quick</code> failed"), "\(state)")
    #expect(state.log.filter { $0.hasPrefix("POST") }.count == 1)
    #expect(
      state.log.last
        == (place == "github"
          ? "PATCH /repos/o/r/issues/comments/1000"
          : "PUT /projects/3/merge_requests/7/notes/1000"))
    let written = try String(contentsOfFile: program.folder + "/out/comment.md", encoding: .utf8)
    #expect(state.comments[0] == written && !(first.output + second.output).contains("secret-token"))
    for file in ["junit.xml", "codequality.json", "metrics.txt"] {
      #expect(FileManager.default.fileExists(atPath: program.folder + "/out/" + file))
    }
  }

  /// What an earlier push was told does not stay when nothing was measured, and a token that may not comment fails nothing.
  @Test(.enabled(if: tools)) func whatWasNotMeasuredIsSaidAndAForkIsGatedToo() throws {
    let program = try ProgramTests()
    let forge = try Forge(program.folder)
    let environment = try github(forge, program.folder, token: "secret-token")
    let broken = try gate(program.folder, program.folder + "/none.yaml", environment)
    #expect(broken.code == 1)
    #expect(try forge.state().comments.map { $0.contains("nothing was measured") } == [true])
    let scenario = try program.scenario(ProgramTests.quick)
    let fork = try gate(program.folder, scenario, try github(forge, program.folder, token: "of-a-fork"))
    #expect(
      fork.code == 0 && fork.output.contains("::warning::floodgate could not comment"), "\(fork.output)")
    #expect(try forge.state().comments.count == 1)
  }

  @Test func theActionTakesItsInputsAsVariables() throws {
    let program = try ProgramTests()
    let scenario = try program.scenario(ProgramTests.quick)
    let programs = ProgramTests.program.deletingLastPathComponent().path()
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    var environment = [
      "PATH": "\(programs):\(path)", "SCENARIO": scenario, "ARGUMENTS": "--quiet --concurrency 2",
      "FLOODGATE_OUT": program.folder + "/out",
      "THRESHOLDS": "success_rate >= 0.5\n\n  response_time.p50 < 10s\n",
    ]
    let passed = try Repository.call(["Packaging/ci/run"], environment: environment)
    #expect(passed.code == 0, "\(passed.output)")
    environment["THRESHOLDS"] = "success_rate >= 0.999"
    #expect(try Repository.call(["Packaging/ci/run"], environment: environment).code == 3)
    environment["PASS_INCONCLUSIVE"] = "true"
    #expect(try Repository.call(["Packaging/ci/run"], environment: environment).code == 0)
  }

  @Test func theActionsFormIsTold() throws {
    let action = try #require(try Yams.load(yaml: Repository.text("action.yml")) as? [String: Any])
    let runs = try #require(action["runs"] as? [String: Any])
    let steps = try #require(runs["steps"] as? [[String: Any]])
    #expect(runs["using"] as? String == "composite")
    for script in steps.compactMap({ $0["run"] as? String }) {
      // What a request's author wrote is never part of a script.
      #expect(!script.contains("${{"))
      let file = script.replacing("\"", with: "").replacing("$FOLDER/", with: "")
      #expect(FileManager.default.isExecutableFile(atPath: Repository.root.appending(path: file).path()))
    }
    try everyInputHasItsRow(action)
    try fitsSchema("vendor.github-actions", Repository.root.appending(path: "action.yml").path())
  }

  @Test func theComponentsFormIsTold() throws {
    let text = try Repository.text("templates/gate.yml")
    let parts = text.components(separatedBy: "\n---\n")
    let head = try #require(try Yams.load(yaml: parts[0]) as? [String: Any])
    let spec = try #require(head["spec"] as? [String: Any])
    let inputs = try #require(spec["inputs"] as? [String: [String: Any]])
    // As GitLab fills it in.
    let filled = inputs.reduce(parts[1]) { text, input in
      text.replacing("$[[ inputs.\(input.key) ]]", with: "\(input.value["default"] ?? "given")")
    }
    #expect(parts.count == 2 && !filled.contains("$[["))
    let pipeline = try #require(try Yams.load(yaml: filled) as? [String: Any])
    let job = try #require(pipeline["floodgate"] as? [String: Any])
    #expect((job["script"] as? [String])?.contains { $0.hasPrefix("floodgate-gate \"$SCENARIO\"") } == true)
    try everyInputHasItsRow(spec)
    let file = try ProgramTests().folder + "/pipeline.yml"
    try filled.write(toFile: file, atomically: true, encoding: .utf8)
    try fitsSchema("vendor.gitlab-ci", file)
  }

  private func everyInputHasItsRow(_ owner: [String: Any]) throws {
    let inputs = try #require(owner["inputs"] as? [String: [String: Any]])
    let page = try Repository.text("Sources/Floodgate/Documentation.docc/Packages.md")
    #expect(inputs.count >= 5)
    for (name, input) in inputs {
      #expect(page.contains("\n| `\(name)` |") && input["description"] is String, "\(name)")
    }
  }

  private func fitsSchema(_ schema: String, _ file: String) throws {
    guard Repository.has("check-jsonschema") else { return }
    let (code, output) = try Repository.call(["check-jsonschema", "--builtin-schema", schema, file])
    #expect(code == 0, "\(output)")
  }
}
