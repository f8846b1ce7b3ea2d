import Foundation
import RunModel
import Testing

@testable import FloodgateCLI
@testable import Report

/// Searches that were cut, gated, compared and kept, and runs that are repeated, as their users meet them.
extension ProgramTests {
  private func scenario(limit: Int, _ name: String) throws -> String {
    let path = folder + "/\(name).yaml"
    try """
    name: limited
    target: {app: workflow, mock: {limit: \(limit), first_byte_ms: 0, first_text_ms: 20, gap_ms: 0, events: 3}}
    matrix: {topic: [a, b, c]}
    thresholds: [success_rate >= 0.97]
    """.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private static let short = ["--step-duration", "1s", "--warm-up", "0", "--cool-down", "0"]

  /// The folder of the only run in `reports`.
  private func made(_ reports: String) throws -> String {
    "\(folder)/\(reports)/\(try #require(try ProgramTests.runFolders(in: folder + "/" + reports).first))"
  }

  @Test("resume goes on with a search from the steps on disk") func resumesASearch() throws {
    let file = try scenario(limit: 2, "cut")
    let arguments = [
      "capacity", file, "--max", "4", "--from", "1", "--steps", "2", "--reports", folder + "/rs",
    ]
    let cut = try call(arguments + Self.short)
    let folder = try made("rs")
    #expect(cut.code == 3 && cut.output.contains("floodgate resume \(folder)"), "\(cut.output)\(cut.errors)")
    let before = try CapacityFile.read(folder)
    #expect(before.steps.map(\.load) == [1, 2] && before.answer.endedBy == "it had made 2 steps")
    let resumed = try call(["resume", folder, "--steps", "16"])
    #expect(
      resumed.code == 0 && resumed.output.contains("It holds 2 users"), "\(resumed.output)\(resumed.errors)")
    let whole = try CapacityFile.read(folder)
    #expect(Array(whole.steps.prefix(2)) == before.steps && whole.steps.count > 3)
    #expect(whole.startedAt == before.startedAt && whole.duration > before.duration)
    let again = try call(["resume", folder])
    #expect(again.code == 1 && again.errors.contains("nothing to resume"))
  }

  @Test("a search that was killed is resumed; what it knew is on disk") func resumesAKilledSearch() throws {
    let file = try scenario(limit: 2, "killed")
    let process = Process()
    process.executableURL = ProgramTests.program
    process.arguments =
      ["capacity", file, "--max", "4", "--from", "1", "--quiet", "--reports", folder + "/rk"] + Self.short
    try process.run()
    func known() -> CapacityReport? { (try? made("rk")).flatMap { try? CapacityFile.read($0) } }
    while process.isRunning, known()?.steps.isEmpty ?? true { Thread.sleep(forTimeInterval: 0.02) }
    let folder = try made("rk")
    let busy = try call(["resume", folder])
    #expect(busy.code == 1 && busy.errors.contains("another process goes on with it"))
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(try CapacityFile.read(folder).answer.endedBy == "its process ended")
    let resumed = try call(["resume", folder])
    #expect(
      resumed.code == 0 && resumed.output.contains("It holds 2 users"), "\(resumed.output)\(resumed.errors)")
  }

  @Test("resume makes the rest of a sweep") func resumesASweep() throws {
    let file = try scenario(limit: 2, "swept")
    let cut = try call(
      ["sweep", file, "--users", "1,2,3", "--at-most", "1s", "--reports", folder + "/rw"] + Self.short)
    let folder = try made("rw")
    #expect(cut.code == 3, "\(cut.output)\(cut.errors)")
    let resumed = try call(["resume", folder])
    #expect(resumed.code == 0, "\(resumed.output)\(resumed.errors)")
    #expect(try CapacityFile.readSweep(folder + "/sweep.json.gz").steps.map(\.load) == [1, 2, 3])
  }

  @Test("thresholds over a capacity gate it, at once and later; two are compared; a history keeps them")
  func gatesCapacities() throws {
    let search = ["--max", "8", "--from", "2"] + Self.short
    let first = try call(
      [
        "capacity", try scenario(limit: 4, "wide"), "--threshold", "capacity >= 3 users", "--reports",
        folder + "/g1",
      ]
        + search)
    #expect(
      first.code == 0 && first.output.contains("pass: capacity >= 3 users: measured 4 users"), "\(first)")
    let (before, base) = (try made("g1"), folder)
    let second = try call(
      [
        "capacity", try scenario(limit: 2, "narrow"), "--threshold", "capacity >= 0.9 * baseline",
        "--baseline", before,
        "--reports", base + "/g2",
      ] + search)
    #expect(second.code == 99 && second.output.contains("fail: capacity >= 0.9 * baseline"), "\(second)")
    let after = try made("g2")
    #expect(try call(["gate", before + "/capacity.json.gz"]).code == 0)
    #expect(try call(["gate", before, "--threshold", "capacity >= 5 users"]).code == 99)
    #expect(try call(["gate", before, "--threshold", "capacity >= 5/s"]).code == 1)
    let compared = try call(["compare", before, "--after", after, "--page", base + "/page.html"])
    #expect(
      compared.code == 2 && compared.output.contains("holds 4 users, the second 2 users"), "\(compared)")
    let junit = try call(["report", after, "--format", "junit"])
    #expect(junit.code == 0 && junit.output.contains("failures=\"1\""), "\(junit)")
    #expect(try call(["report", after, "--format", "markdown"]).output.contains("capacity: limited failed"))
    let index = ["--file", base + "/history.jsonl"]
    #expect(try call(["history", "add", before, after] + index).output.contains("capacity"))
    #expect(try call(["history", "show"] + index).output.contains("limited: capacity in users: 2 runs"))
  }

  @Test("run --runs tells figures over runs, and --until stops when they are narrow") func repeatsRuns()
    throws
  {
    let path = folder + "/even.yaml"
    try """
    name: even
    target: {app: workflow, mock: {first_byte_ms: 0, first_text_ms: 30, gap_ms: 0, events: 3, spread: 0}}
    matrix: {topic: [a, b, c]}
    repeat: 20
    """.write(toFile: path, atomically: true, encoding: .utf8)
    let plain = ["run", path, "--cool-down", "0", "--reports", folder + "/rr"]
    let three = try call(plain + ["--runs", "3"])
    #expect(three.code == 0 && three.output.contains("3 runs: 3 passed."), "\(three)")
    #expect(three.output.contains("response_time.p50") && three.output.contains("variation"))
    for name in ["runs.html", "runs.json", "runs.md", "runs"] {
      #expect(FileManager.default.fileExists(atPath: "\(try made("rr"))/\(name)"), "\(name)")
    }
    #expect(try isListed("\(made("rr").lastComponent)/runs.html", in: folder + "/rr"))
    let until = try call(plain + ["--until", "response_time.p50=90%", "--json"])
    #expect(until.code == 0 && until.output.contains("as asked (response_time.p50=90%)"), "\(until)")
    for (wrong, words) in [
      (["--runs", "1"], "--runs is 1, expected 2 to 200"), (["--until", "soon"], "until"),
      (["--runs", "3", "--pairs", "2"], "choose one"),
      (["--runs", "3", "--until", "ttft.p95=5%"], "--runs is 3, expected"),
    ] {
      let outcome = try call(plain + wrong)
      #expect(outcome.code != 0 && outcome.errors.contains(words), "\(outcome)")
    }
  }
}
