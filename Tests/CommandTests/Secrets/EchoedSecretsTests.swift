import Foundation
import Report
import RunModel
import Testing

/// A server repeats every secret wherever it can: none is in anything that floodgate writes or says.
@Suite(.serialized) struct EchoedSecretsTests {
  /// By the variable that brings it, with the part that no way of writing changes.
  static let secrets: [(name: String, value: String, core: String)] = [
    ("FG_KEY", "app-KEYKEYKEYKEY", "KEYKEYKEYKEY"),
    ("FG_HEADER", "hdr-HEADERHEADER", "HEADERHEADER"),
    ("FG_SIGNATURE", "sig-QUERYQUERY", "QUERYQUERY"),
    ("FG_INPUT", #"in"put/ü<&>\INPUTINPUT"#, "INPUTINPUT"),
    ("FG_VALUE", "val-VALUEVALUE", "VALUEVALUE"),
    ("FG_QUESTION", "pass phrase ASKEDASKED", "ASKEDASKED"),
    ("FG_FILED", "app-FILEDFILED", "FILEDFILED"),
  ]
  private static let written = "plain-WRITTENWRITTEN"
  private static let environment = Dictionary(uniqueKeysWithValues: secrets.map { ($0.name, $0.value) })
  private static let cores = secrets.map(\.core) + ["WRITTENWRITTEN"]

  private func expectNoSecret(_ text: String, _ place: String) {
    for core in Self.cores {
      // Half of one is as bad.
      for part in [core, String(core.prefix(8))] where text.contains(part) {
        let at = text.range(of: part)!.lowerBound
        let start = text.index(at, offsetBy: -60, limitedBy: text.startIndex) ?? text.startIndex
        let near = text[start...].prefix(160)
        Issue.record("\(part) is in \(place): \(near)")
        break
      }
    }
  }

  private func scenario(_ url: String, key: String) -> String {
    """
    name: secrets
    target:
      base_url: \(url)/v1?signature=${FG_SIGNATURE}
      api_key: \(key)
      app: workflow
      headers: {X-Team: '${FG_HEADER}', X-Api-Token: \(Self.written)}
    matrix: {model: ['${FG_VALUE}', small], n: {from: 1, to: 18}}
    inputs: {question: "about ${FG_INPUT} by ${input.model}", plain: '${FG_QUESTION}', count: "${FG_COUNT:-7}"}
    tags: {model: "${input.model}"}
    execution: {concurrency: 1}
    expect: [{contains: '${FG_INPUT}'}, {excludes: "not there ${FG_VALUE}"}]
    thresholds: [success_rate >= 0.01]

    """
  }

  @Test(arguments: [true, false]) func nothingThatIsWrittenOrSaidHoldsOne(keyFile: Bool) throws {
    // The server knows what it was told, and no more.
    let unused = keyFile ? "FG_KEY" : "FG_FILED"
    let all = Self.secrets.filter { $0.name != unused }.map(\.value) + [Self.written]
    let answers = EchoedAnswers(told: all.joined(separator: " "))
    let server = EchoServer {
      #expect(CommandLines.all.allSatisfy { line in Self.cores.allSatisfy { !line.contains($0) } })
      return answers.answer($0, $1)
    }
    defer { server.stop() }
    let tests = try ProgramTests()
    try "app-FILEDFILED\n".write(toFile: tests.folder + "/.key", atomically: true, encoding: .utf8)
    let file = try tests.scenario(
      scenario("http://127.0.0.1:\(server.port)", key: keyFile ? "{file: .key}" : "${FG_KEY}"))
    let reports = tests.folder + "/r"
    for arguments in [["validate", file], ["plan", file, "--json"], ["run", file, "--dry-run"]] {
      try say(tests, arguments, code: 0)
    }
    try say(tests, ["run", file, "--reports", reports, "--keep-outputs"])
    let folder = try "\(reports)/\(#require(try tests.runFolders().first))"
    #expect(
      server.requests.contains { $0.contains(#"by val-VALUEVALUE"#) && $0.contains("hdr-HEADERHEADER") })
    #expect(
      server.requests.allSatisfy { $0.contains("signature=sig-QUERYQUERY HTTP/1.1") }, "\(server.requests[0])"
    )
    try checkFiles(tests, folder)
    for name in ["json", "text", "html"] + ReportFormats.all.map({ $0.name }) {
      try say(tests, ["report", folder + "/report.json.gz", "--format", name], code: 0)
    }
    for more in [[], ["--json"]] { try say(tests, ["inspect", folder] + more, code: 0) }
    try say(tests, ["history", reports])
    try say(tests, ["run", folder + "/manifest.jsonl", "--reports", reports, "--json"])
    try say(tests, ["compare", folder + "/report.json.gz", "--", folder + "/report.json.gz"])
    try checkFiles(tests, folder)
  }

  private func say(_ tests: ProgramTests, _ arguments: [String], code: Int32? = nil) throws {
    // A manifest lacks the header that stood in the scenario, and says so.
    let outcome = try tests.call(arguments, environment: Self.environment)
    if let code {
      #expect(outcome.code == code, "\(arguments): \(outcome.errors)\(outcome.output.suffix(2000))")
    }
    expectNoSecret(outcome.output + outcome.errors, "what '\(arguments.joined(separator: " "))' says")
  }

  private func checkFiles(_ tests: ProgramTests, _ folder: String) throws {
    let files = FileManager.default.enumerator(atPath: tests.folder + "/r")
    var count = 0
    while let name = files?.nextObject() as? String {
      guard var bytes = try? ReportFile.readBytes("\(tests.folder)/r/\(name)") else { continue }
      expectNoSecret(String(decoding: bytes, as: UTF8.self), name)
      if name.hasSuffix(".gz") { bytes = try Gzip.decompress(bytes) }
      expectNoSecret(String(decoding: bytes, as: UTF8.self), name)
      count += 1
    }
    #expect(count >= 6)
    let manifest = try String(contentsOfFile: folder + "/manifest.jsonl", encoding: .utf8)
    for text in [
      "?signature=${FG_SIGNATURE}", #""X-Team":"${FG_HEADER}""#, #""plain":"${FG_QUESTION}""#,
      #""question":"about ${FG_INPUT} by ${FG_VALUE}""#, #""X-Api-Token":"[secret]""#,
    ] {
      #expect(manifest.contains(text), "\(text)")
    }
  }

  /// The mark, not silence: results are there, and expectations were judged by the values.
  @Test func valuesAreJudgedAndMarked() throws {
    let answers = EchoedAnswers(told: Self.secrets.dropLast().map(\.value).joined(separator: " "))
    let server = EchoServer { run, path in answers.answer(run.map { _ in 0 }, path) }
    defer { server.stop() }
    let tests = try ProgramTests()
    let file = try tests.scenario(scenario("http://127.0.0.1:\(server.port)", key: "${FG_KEY}"))
    let outcome = try tests.call(
      ["run", file, "--reports", tests.folder + "/r"], environment: Self.environment)
    #expect(outcome.code == 0, "\(outcome.errors)\(outcome.output)")
    let report = try tests.report()
    #expect(report.measurements.statistics.succeeded == 36, "the answer contains the input's value")
    #expect(report.targets[0].serverVersion?.contains(Secret.mark) == true)
  }
}

/// What `ps` shows of every process.
enum CommandLines {
  static var all: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.filter { Int($0) != nil }.compactMap {
      FileManager.default.contents(atPath: "/proc/\($0)/cmdline").map { String(decoding: $0, as: UTF8.self) }
    }
  }
}
