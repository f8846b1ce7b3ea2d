import Foundation
import Report
import RunModel
import Session
import Testing

@testable import FloodgateCLI

/// `run --pairs` and `compare`, as their user meets them.
extension ProgramTests {
  private static let plan = """
    target: {app: workflow, mock: {first_byte_ms: 1, first_text_ms: 4, gap_ms: 0.5, events: 4, faults: {workflow-failed: FAULTS}}}
    matrix: {topic: [a, b, c], n: {from: 1, to: 10}}
    repeat: 3
    execution: {concurrency: 6}

    """

  /// A scenario whose stand-in fails such a share of its tasks.
  private func scenario(_ name: String, faults: String) throws -> String {
    let path = "\(folder)/\(name).yaml"
    try "name: \(name)\n\(Self.plan.replacingOccurrences(of: "FAULTS", with: faults))"
      .write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  /// Whether a page of several runs stands in the list of their folder, as soon as it was made.
  func isListed(_ page: String, in reports: String) throws -> Bool {
    try String(contentsOfFile: reports + "/index.html", encoding: .utf8).contains("/\(page)\"")
  }

  @Test("run --pairs finds a build that fails half of its tasks, and compare says so again") func pairs()
    throws
  {
    let files = (try scenario("base", faults: "0"), try scenario("bad", faults: "0.5"))
    let arguments = [
      "run", files.0, "--pairs", "3", "--against", files.1, "--primary", "success_rate", "--reports",
      folder + "/r",
    ]
    let outcome = try call(arguments)
    #expect(outcome.code == 2, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("comparison: worse") && outcome.output.contains("3 pairs of runs"))
    let heard = outcome.output.split(separator: "\n").filter { $0.hasPrefix("pair ") }.map { $0.prefix(12) }
    #expect(
      heard == [
        "pair 1 first", "pair 1 secon", "pair 2 secon", "pair 2 first", "pair 3 first", "pair 3 secon",
      ])
    let made = try #require(try ProgramTests.runFolders(in: folder + "/r").first)
    for name in ["comparison.html", "comparison.md", "comparison.json", "first", "second"] {
      #expect(FileManager.default.fileExists(atPath: "\(folder)/r/\(made)/\(name)"), "\(name)")
    }
    #expect(try isListed("\(made)/comparison.html", in: folder + "/r"))
    let sides = ("\(folder)/r/\(made)/first", "\(folder)/r/\(made)/second")
    let again = try call(["compare", "--primary", "success_rate", "--format", "json", sides.0, "--", sides.1])
    #expect(again.code == 2)
    let document = try String(contentsOfFile: "\(folder)/r/\(made)/comparison.json", encoding: .utf8)
    #expect(again.output.trimmingCharacters(in: .newlines) == document, "the same runs give the same bytes")
    let back = try call([
      "compare", "--primary", "success_rate", sides.1, "--page", folder + "/c.html", "--", sides.0,
    ])
    #expect(back.code == 0 && back.output.contains("comparison: better"), "\(back.output)")
    #expect(FileManager.default.fileExists(atPath: folder + "/c.html"))
  }

  @Test("compare refuses what does not belong together, and says what is wrong with its arguments")
  func compareRefuses() throws {
    let file = try scenario(Self.quick)
    #expect(try call(["run", file, "--stub", "--reports", folder + "/r"]).code == 0)
    #expect(try call(["run", file, "--stub", "--seed", "9", "--reports", folder + "/q"]).code == 0)
    let other = try call(["compare", folder + "/r", "--", folder + "/q"])
    #expect(other.code == 5 && other.output.contains("DIFFERS  seed: "), "\(other.output)")
    #expect(try call(["compare", folder + "/r", "--force", "--", folder + "/q"]).code == 3)
    for (arguments, words) in [
      (["compare", folder + "/r"], "give runs of both builds"),
      (["compare", folder + "/r", "--", folder + "/none"], "no such file"),
      (["compare", "--primary", "ttft.p59", folder + "/r", "--", folder + "/q"], "did you mean"),
      (["compare", "--margin", "7", folder + "/r", "--", folder + "/q"], "share from 0 to 1"),
      (["compare", "--format", "pdf", folder + "/r", "--", folder + "/q"], "unknown format"),
      (["run", file, "--pairs", "2"], "belong together"),
      (["run", file, "--pairs", "0", "--against", "http://127.0.0.1:1/v1"], "expected 1 to 100"),
      (["run", file, "--pairs", "2", "--against", "candidate"], "expected a base URL"),
    ] {
      let outcome = try call(arguments)
      #expect(outcome.code == 1 && outcome.errors.contains(words), "\(arguments): \(outcome.errors)")
    }
  }

  @Test func turnsAreBalanced() {
    #expect(PairedRuns.order(3).map(\.side) == [.first, .second, .second, .first, .first, .second])
    #expect(PairedRuns.order(3).map(\.pair) == [1, 1, 2, 2, 3, 3])
  }
}
