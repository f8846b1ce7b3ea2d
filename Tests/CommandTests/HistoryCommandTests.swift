import Foundation
import Testing

/// What `floodgate history show` ends with.
@Suite struct HistoryCommandTests {
  @Test(
    "2 when the newest run is worse, 3 when nobody can tell, else 0",
    arguments: [
      ([0.5, 0.51, 0.5], 3, "too few runs"), ([0.5, 0.51, 0.5, 0.49, 0.5, 0.5], 0, "nothing got worse"),
      ([0.5, 0.51, 0.5, 1.1], 2, "got worse"), ([0.2, 1.4, 0.4, 0.9, 0.5], 3, "cannot tell"),
    ] as [([Double], Int32, String)])
  func exitCode(values: [Double], code: Int32, words: String) throws {
    let program = try ProgramTests()
    let lines = values.enumerated().map { index, value in
      """
      {"version":1,"runs":["r\(index)"],"scenario":"s","startedAt":"2026-11-0\(index + 1)T10:00:00Z","manifest":"m",\
      "tasks":100,"verdict":"passed","figures":{"response_time.p50":{"value":\(value)}}}
      """
    }
    let file = program.folder + "/history.jsonl"
    try (lines.joined(separator: "\n") + "\n").write(toFile: file, atomically: true, encoding: .utf8)
    let outcome = try program.call(["history", "show", "--file", file])
    #expect(outcome.code == code && outcome.output.contains(words), "\(outcome)")
  }
}
