import Foundation
import Report
import Testing

/// Results files that a run did not leave so: read as far as they go, or refused in words, never a crash.
@Suite(.serialized) struct InspectInputTests {
  let program: ProgramTests

  init() throws { program = try ProgramTests() }

  private func inspect(_ bytes: [UInt8], _ name: String = "results.ndjson") throws -> ProgramTests.Outcome {
    let path = program.folder + "/" + name
    try Data(bytes).write(to: URL(filePath: path))
    return try program.call(["inspect", path])
  }

  static let numbers = [
    "1e300", "-1e300", "1e999", "-1", "0.5", "9223372036854775808", "null", "\"x\"", "[]", "{}",
  ]
  static let names = [
    "attempt", "http", "events", "bytes", "tokens", "turns", "start_ns", "response_ns", "ttfb_ns", "ttft_ns",
    "server_ns", "parameters", "tags", "task", "case", "status",
  ]

  @Test(arguments: names) func noNumberIsTooMuch(name: String) throws {
    let lines = Self.numbers.map { "{\"task\":\"t\",\"http\":200,\"\(name)\":\($0)}\n" }
    let outcome = try inspect(Array(lines.joined().utf8))
    #expect(outcome.code == 0, "\(outcome)")
  }

  @Test(arguments: ["results.ndjson", "results.ndjson.gz"]) func anEmptyFileIsNoRun(name: String) throws {
    let outcome = try inspect([], name)
    #expect(outcome.code == 1 && !outcome.errors.isEmpty, "\(outcome)")
  }

  @Test func whatIsNoGzipIsRefused() throws {
    let outcome = try inspect(Array("{\"task\":\"t\"}\n".utf8), "results.ndjson.gz")
    #expect(outcome.code == 1 && outcome.errors.contains("results.ndjson.gz"), "\(outcome)")
  }
}
