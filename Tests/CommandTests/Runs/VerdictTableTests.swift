import Foundation
import Judgement
import Report
import RunModel
import Testing

/// The same run has the same verdict and exit code, whoever asks.
@Suite(.serialized) struct VerdictTableTests {
  /// A run that comes to a verdict: the scenario's keys, and how the program is called.
  struct Kind: Sendable, CustomTestStringConvertible {
    var name: String
    var verdict: RunVerdict
    var code: Int32
    var mock = "first_text_ms: 1, events: 2"
    var keys = ""
    var arguments: [String] = []
    var isInterrupted = false
    var testDescription: String { name }
  }

  static let slow = "first_text_ms: 300, events: 1"
  static let kinds: [Kind] = [
    Kind(name: "whole", verdict: .passed, code: 0),
    Kind(name: "thresholds failed", verdict: .failed, code: 99, keys: "thresholds: [tasks > 1000]"),
    Kind(
      name: "undecided", verdict: .inconclusive, code: 3, keys: "thresholds: [success_rate >= 0.99]"),
    Kind(
      name: "nothing succeeded", verdict: .failed, code: 99, mock: "first_text_ms: 1, faults: {http-500: 1}"),
    Kind(
      name: "ended early", verdict: .failed, code: 99, mock: "first_text_ms: 1, faults: {http-500: 1}",
      keys: "execution: {concurrency: 1, stop_conditions: {max_failures: 2}}"),
    Kind(name: "a shard", verdict: .passed, code: 0, arguments: ["--shard", "1/2"]),
    Kind(
      name: "interrupted", verdict: .interrupted, code: 130, mock: slow,
      keys: "execution: {concurrency: 1}", isInterrupted: true),
  ]

  let program: ProgramTests

  init() throws { program = try ProgramTests() }

  private func run(_ kind: Kind) throws -> (code: Int32, report: String) {
    let scenario = program.folder + "/scenario.yaml"
    let text = """
      name: verdicts
      target: {app: workflow, mock: {first_byte_ms: 0, gap_ms: 0, \(kind.mock)}}
      matrix: {n: {from: 1, to: 8}}
      \(kind.keys)
      """
    try text.write(toFile: scenario, atomically: true, encoding: .utf8)
    let out = program.folder + "/r"
    let outcome = try program.call(
      ["run", scenario, "--json", "--reports", out] + kind.arguments,
      interruptAt: kind.isInterrupted ? [/"succeeded":[1-9]/] : [])
    let folder = try #require(try program.runFolders().first, "\(outcome)")
    return (outcome.code, "\(out)/\(folder)/report.json.gz")
  }

  @Test(arguments: kinds) func isTheSameEverywhere(_ kind: Kind) throws {
    let (code, path) = try run(kind)
    let report = try ReportFile.read(path)
    // A shard alone is its own run: only the whole that lacks it is not what was asked for.
    #expect(code == kind.code && report.verdict == kind.verdict, "run: \(code), \(report.verdict)")
    let gate = try program.call(["gate", path])
    #expect(gate.code == kind.code && gate.output.hasSuffix(kind.verdict.rawValue + "\n"), "gate: \(gate)")
    let summary = try Data(
      contentsOf: URL(filePath: path).deletingLastPathComponent().appending(path: "summary.json"))
    #expect(String(decoding: summary, as: UTF8.self).contains(#""verdict":"\#(kind.verdict.rawValue)""#))
    try withItsTwin(report, kind)
  }

  /// Joined with, and compared to, the same run once more.
  private func withItsTwin(_ report: ReportDocument, _ kind: Kind) throws {
    var twin = report
    twin.runID = "twin"
    let (first, second) = (program.folder + "/a.json.gz", program.folder + "/b.json.gz")
    try ReportFile.write(report, to: first)
    try ReportFile.write(twin, to: second)
    let compared = try program.call(["compare", first, "--", second])
    #expect((compared.code == 5) == (kind.verdict <= .invalid), "compare: \(compared)")
    guard report.manifest.shard == nil else { return }
    let merged = try program.call(["merge", first, second, "-o", program.folder + "/m.json.gz"])
    #expect(merged.code == kind.code, "merge: \(merged)")
    #expect(try program.call(["gate", program.folder + "/m.json.gz"]).code == kind.code)
  }

  /// What is joined and not whole is invalid, whoever looks at it.
  @Test func shardsThatAreMissingAreMissedByAll() throws {
    let (_, path) = try run(Kind(name: "", verdict: .passed, code: 0, arguments: ["--shard", "1/3"]))
    var other = try ReportFile.read(path)
    other.runID = "other"
    other.manifest.shard?.numbers = [2]
    let (second, joined) = (program.folder + "/b.json.gz", program.folder + "/m.json.gz")
    try ReportFile.write(other, to: second)
    #expect(try program.call(["merge", path, second, "-o", joined]).code == 5)
    let gate = try program.call(["gate", joined])
    #expect(gate.code == 5 && gate.output.contains("shards are missing: 3/3"), "\(gate)")
  }
}
