import Foundation
import RunModel
import Testing

@testable import FloodgateCLI

/// `capacity`, as its user meets it.
extension ProgramTests {
  private func limited() throws -> String {
    let path = folder + "/limited.yaml"
    try """
    name: limited
    target: {app: workflow, mock: {limit: 2, first_byte_ms: 0, first_text_ms: 20, gap_ms: 0, events: 3}}
    matrix: {topic: [a, b, c]}
    thresholds: [success_rate >= 0.97]
    """.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private static let briefSteps = ["--step-duration", "1s", "--warm-up", "0", "--cool-down", "0"]

  @Test("capacity finds what a server holds, says so, and gates on it") func capacity() throws {
    let file = try limited()
    let arguments =
      ["capacity", file, "--max", "4", "--from", "1", "--reports", folder + "/c"] + Self.briefSteps
    let found = try call(arguments)
    #expect(found.code == 0, "\(found.output)\(found.errors)")
    #expect(found.output.contains("It holds 2 users") && found.output.contains("it broke at 3 users"))
    #expect(found.output.contains("broke first   success_rate >= 0.97"))
    let made = try #require(try ProgramTests.runFolders(in: folder + "/c").first)
    for name in ["capacity.html", "capacity.json.gz", "steps"] {
      #expect(FileManager.default.fileExists(atPath: "\(folder)/c/\(made)/\(name)"), "\(name)")
    }
    #expect(try isListed("\(made)/capacity.html", in: folder + "/c"))
  }

  @Test("capacity speaks JSON, and fails when less is held than has to be") func capacityGate() throws {
    let file = try limited()
    let arguments = [
      "capacity", file, "--max", "4", "--from", "3", "--at-least", "3", "--json", "--steps", "2",
    ]
    let found = try call(arguments + ["--reports", folder + "/c2"] + Self.briefSteps)
    #expect(found.code == 99, "\(found.output)\(found.errors)")
    let lines = found.output.split(separator: "\n").compactMap {
      try? JSONDecoder().decode(JSONValue.self, from: Data($0.utf8))
    }
    #expect(lines.count == 3)
    guard case .object(let last)? = lines.last, case .object(let answer)? = last["answer"] else {
      Issue.record("no answer: \(found.output)")
      return
    }
    #expect(last["event"] == "capacity" && answer["kind"] == "unfinished" && answer["broke"] == 3)
  }

  @Test(
    "loads of a sweep may be ranges",
    arguments: [
      ("10..50:10", [10, 20, 30, 40, 50]), ("1..4", [1, 2, 3, 4]), ("1..3:0.5", [1, 1.5, 2, 2.5, 3]),
      ("0.1..0.3:0.1", [0.1, 0.2, 0.3]), ("7..7", [7]), ("3..10:4", [3, 7]), ("5..1", nil), ("1..2:0", nil),
      ("1..", nil), ("..3", nil), ("1..2:1:1", nil), ("1..100000", nil), ("5", nil), ("1..inf", nil),
    ] as [(String, [Double]?)])
  func rangesOfLoads(text: String, loads: [Double]?) { #expect(LoadRange(text)?.loads == loads) }

  @Test("sweep makes each load, also after one that breaks") func capacitySweep() throws {
    let file = try limited()
    let arguments = ["sweep", file, "--users", "1,4..4,2", "--reports", folder + "/s"]
    let made = try call(arguments + Self.briefSteps)
    #expect(made.code == 0, "\(made.output)\(made.errors)")
    let lines = made.output.split(separator: "\n").filter { $0.contains(" user") }.map { $0.prefix(14) }
    #expect(lines.prefix(3).map { $0.split(separator: " ").first } == ["1", "4", "2"])
    #expect(made.output.contains("the objective held up to 2 users"))
    let run = try #require(try ProgramTests.runFolders(in: folder + "/s").first)
    for name in ["sweep.html", "sweep.json.gz", "steps"] {
      #expect(FileManager.default.fileExists(atPath: "\(folder)/s/\(run)/\(name)"), "\(name)")
    }
    #expect(try isListed("\(run)/sweep.html", in: folder + "/s"))
    try FileManager.default.removeItem(atPath: "\(folder)/s/\(run)/sweep.html")
    let again = try call(["report", "\(folder)/s/\(run)"])
    #expect(again.code == 0 && again.output.contains("the objective held up to 2 users"), "\(again)")
    #expect(FileManager.default.fileExists(atPath: "\(folder)/s/\(run)/sweep.html"))
    for (arguments, problem) in [([], "needs either"), (["--users", "1,x"], "'x' is no whole number")] {
      let outcome = try call(["sweep", file] + arguments)
      #expect(outcome.code == 1 && outcome.errors.contains(problem), "\(outcome.errors)")
    }
  }

  @Test(
    "capacity says what is wrong with its arguments",
    arguments: [
      (["--over", "cases"], "expected users or rate"), (["--max", "0"], "--max is 0, expected 1 to"),
      (["--from", "9", "--max", "4"], "expected at most --max"),
      (["--step-duration", "soon"], "such as 30s"),
      (["--slo", "ttft < 3s"], "needs an aggregation"), (["--at-least", "300"], "more than --max"),
    ]) func capacityArguments(arguments: [String], problem: String) throws
  {
    let file = try limited()
    let outcome = try call(["capacity", file, "--reports", folder + "/c3"] + arguments)
    #expect(outcome.code == 1 && outcome.errors.contains(problem), "\(outcome.errors)")
  }
}
