import Foundation
import Report
import Testing

/// Input that would take hours or all memory is refused soon, with its place and a way out.
@Suite(.serialized, .timeLimit(.minutes(3))) struct BadInputTests {
  private static let bomb =
    "target: mock\ninputs:\n  a0: xxxxxxxxxx\n"
    + (1...11).map { level in
      "  a\(level): \"" + String(repeating: "${input.a\(level - 1)}", count: 10) + "\"\n"
    }.joined()

  private static let merges =
    "target: mock\na0: &a0 {k: 1}\n"
    + (1...2500).map { "a\($0): &a\($0) {<<: [*a\($0 - 1), *a\($0 - 1)], k\($0): 1}\n" }.joined()

  private static func matrix(_ dimensions: Int, _ values: String, _ more: String) -> String {
    "target: mock\nmatrix:\n" + (0..<dimensions).map { "  p\($0): \(values)\n" }.joined() + more
  }

  static let refused: [(name: String, text: String, words: [String])] = [
    (
      "templates that multiply", bomb, ["'inputs.a", "larger than 8388608 bytes", "s.yaml:9:3", "name fewer"]
    ),
    (
      "four of twenty", matrix(20, "[1,2,3,4,5,6,7,8]", "  strategy: {t_wise: 4}\n"),
      ["would take too long", "s.yaml:23:13", "lower strength"]
    ),
    (
      "the whole machine", "target: mock\nmatrix:\n  doc: {files: '/**'}\n",
      ["narrower folder", "s.yaml:3:8"]
    ),
    (
      "a long list",
      "target: mock\nmatrix:\n  a: [" + Array(repeating: "1", count: 450_000).joined(separator: ",") + "]\n",
      ["s.yaml:3:", "more than 100000 values", "data file"]
    ),
    ("many dimensions", matrix(20_000, "[1, 2]", ""), ["more than 1000", "s.yaml:3:3"]),
    (
      "many inputs",
      "target: mock\ninputs:\n  a0: x\n" + (1...20_000).map { "  a\($0): '${input.a\($0 - 1)}'\n" }.joined(),
      ["more than 1000", "s.yaml:3:3"]
    ),
    ("merge keys", merges, ["s.yaml:", "unknown key"]),
    (
      "unknown keys", "target: mock\n" + (0..<40_000).map { "k\($0): 1\n" }.joined(),
      ["s.yaml:2:1", "unknown key"]
    ),
    ("brackets", "target: mock\ninputs: {a: " + String(repeating: "[", count: 300_000) + "}\n", ["s.yaml:2"]),
    (
      "a key file that is a folder",
      "target: {base_url: 'http://127.0.0.1:1/v1', api_key: {file: /tmp}, app: workflow}\n",
      ["s.yaml:1:54", "the key file '/tmp' is no file"]
    ),
    (
      "pauses upside down", "target: mock\nload: {users: 2, duration: 5s, think_time: {uniform: [5s, 1s]}}\n",
      ["s.yaml:2:"]
    ),
  ]

  @Test(arguments: refused.indices) func isRefusedWithItsPlaceAndAWayOut(index: Int) throws {
    let (name, text, words) = Self.refused[index]
    let tests = try ProgramTests()
    let file = try tests.scenario(text)
    let outcome = try tests.call(["validate", file])
    #expect(outcome.code == 1, "\(name): \(outcome.output.prefix(400))")
    for word in words { #expect(outcome.errors.contains(word), "\(name): \(outcome.errors.prefix(600))") }
    #expect(outcome.errors.utf8.count < 200_000)
  }

  /// Large, but only that.
  @Test(arguments: [
    (matrix(60, "{from: 1, to: 60}", "  strategy: pairwise\n"), "fine, 3721 cases"),
    (
      "target: mock\ninputs: {a: '" + String(repeating: "x", count: 900_000)
        + "'}\nmatrix: {n: {from: 1, to: 100000}}\n", "as far as the first 75 cases"
    ),
  ]) func isAnswered(text: String, words: String) throws {
    let tests = try ProgramTests()
    let outcome = try tests.call(["validate", try tests.scenario(text)])
    #expect(
      outcome.code == 0 && outcome.output.contains(words), "\(outcome.output)\(outcome.errors.prefix(600))")
  }

  /// Files of gigabytes that are a few kilobytes on disk, files without anything in them.
  @Test(arguments: [
    ("results.ndjson.gz", UInt8(0), 32 << 20, "than"),
    ("results.ndjson.gz", 0x0a, 32 << 20, "no JSON object"),
    ("report.json.gz", 0x20, 32 << 20, "holds more than"), ("results.ndjson.gz", 0, 0, "no result"),
    ("report.json.gz", 0, 0, "no floodgate report"),
  ]) func compressedNonsenseIsRefused(name: String, byte: UInt8, count: Int, words: String) throws {
    let content = [UInt8](repeating: byte, count: count)
    let tests = try ProgramTests()
    let path = "\(tests.folder)/\(name)"
    try ReportFile.writeBytes(try Gzip.compress(content), to: path)
    let outcome = try tests.call([name.hasPrefix("report") ? "report" : "inspect", path])
    #expect(
      outcome.code == 1 && outcome.errors.contains(words), "\(outcome.output.prefix(300))\(outcome.errors)")
  }
}
