import Foundation
import Report
import RunModel
import Testing

/// Runs that were given words to be found by.
@Suite struct RunTagsCommandTests {
  let program: ProgramTests

  init() throws { program = try ProgramTests() }

  private func run(
    _ options: [String], _ scenario: String = ProgramTests.quick, _ environment: [String: String] = [:]
  )
    throws -> ProgramTests.Outcome
  {
    let file = try program.scenario(scenario)
    return try program.call(
      ["run", file, "--stub", "--quiet", "--reports", program.folder + "/r"] + options,
      environment: environment)
  }

  private func remove() { try? FileManager.default.removeItem(atPath: program.folder) }

  @Test func theyStandInTheReportTheListAndTheHistory() throws {
    defer { remove() }
    let scenario = ProgramTests.quick + "run_tags: [nightly, release=1.3]\n"
    let outcome = try run(["--run-tag", "release=1.4", "--run-tag", "team/search"], scenario)
    #expect(outcome.code == 0, "\(outcome)")
    let (report, run) = (try program.report(), try #require(try program.runFolders().last))
    #expect(report.tags == ["nightly", "release=1.4", "team/search"])
    let folder = program.folder + "/r/"
    for file in ["index.html", "\(run)/report.html", "\(run)/manifest.jsonl", "\(run)/summary.json"] {
      let text = try String(contentsOfFile: folder + file, encoding: .utf8)
      #expect(text.contains("release=1.4") && text.contains("nightly"), "\(file)")
    }
    let index = program.folder + "/history.jsonl"
    #expect(try program.call(["history", "add", folder + run, "--file", index]).code == 0)
    let shown = ["history", "show", "--file", index, "--run-tag"]
    #expect(
      try program.call(shown + ["release=1.4", "--run-tag", "nightly"]).code == 3, "one run tells nothing")
    let none = try program.call(shown + ["release=1.3"])
    #expect(none.code == 1 && none.errors.contains("no run with the tag release=1.3"), "\(none)")
  }

  /// Shards have those of the whole, and a report that is made from results too.
  @Test func shardsAndRecoveredRunsKeepThem() throws {
    defer { remove() }
    #expect(try run(["--run-tag", "nightly", "--shards", "2"]).code == 0)
    #expect(try program.report().tags == ["nightly"])
    let folder = program.folder + "/r/" + (try #require(try program.runFolders().last))
    try FileManager.default.removeItem(atPath: folder + "/shards.json")
    try FileManager.default.removeItem(atPath: folder + "/report.json.gz")
    #expect(try program.call(["report", folder]).code == 0)
    #expect(try ReportFile.read(folder + "/report.json.gz").tags == ["nightly"])
  }

  /// A list is seen by many: no secret of the run stands in it.
  @Test func aSecretInThemIsReplaced() throws {
    defer { remove() }
    let key = "app-neverseen0123456789"
    let scenario = """
      target: {base_url: 'http://127.0.0.1:1/v1', app: workflow, api_key: '${FG_TAG_KEY}'}
      matrix: {n: [1]}
      run_tags: ['own=${FG_TAG_KEY}']

      """
    let outcome = try run(["--run-tag", "key=\(key)"], scenario, ["FG_TAG_KEY": key])
    #expect(outcome.code == 0, "\(outcome)")
    #expect(try program.report().tags == ["own=[secret]", "key=[secret]"])
    let run = try #require(try program.runFolders().last)
    for file in ["index.html", "\(run)/report.html", "\(run)/manifest.jsonl", "\(run)/summary.json"] {
      #expect(
        try !String(contentsOfFile: program.folder + "/r/" + file, encoding: .utf8).contains("neverseen"))
    }
  }

  @Test(arguments: [
    (["--run-tag", "two words"], "--run-tag is 'two words', expected NAME or NAME=VALUE"),
    ((0..<21).flatMap { ["--run-tag", "t\($0)"] }, "there are 21 tags; a run has at most 20"),
  ])
  func whatIsNoTagIsRefused(options: [String], words: String) throws {
    defer { remove() }
    let outcome = try run(options)
    #expect(outcome.code == 1 && outcome.errors.contains(words), "\(outcome)")
  }
}
