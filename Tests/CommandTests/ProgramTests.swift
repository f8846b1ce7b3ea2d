import Foundation
import Report
import RunModel
import Statistics
import Testing

/// The program as its user meets it: files in, files and exit codes out.
@Suite(.serialized) struct ProgramTests {
  /// What a call of the program left.
  struct Outcome {
    var code: Int32
    var output: String
    var errors: String
  }

  let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID().uuidString)").path()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  /// The program that was built beside these tests.
  static let program: URL = {
    let arguments = CommandLine.arguments[0]
    return URL(filePath: arguments).deletingLastPathComponent().appending(path: "floodgate")
  }()

  /// Calls the program and waits for its end. Each text of `interruptAt` is waited for in what it writes, and
  /// followed by a Ctrl-C.
  func call(_ arguments: [String], environment: [String: String] = [:], interruptAt: [Regex<Substring>] = [])
    throws -> Outcome
  {
    let process = Process()
    process.executableURL = Self.program
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let (output, errors) = (folder + "/out", folder + "/err")
    for path in [output, errors] { _ = FileManager.default.createFile(atPath: path, contents: nil) }
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    for sign in interruptAt {
      while process.isRunning, try !(written(output) + written(errors)).contains(sign) {
        Thread.sleep(forTimeInterval: 0.02)
      }
      kill(process.processIdentifier, SIGINT)
    }
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus, output: try written(output), errors: try written(errors))
  }

  /// Begins a run that serves something while it goes on: its process, and the address that it says.
  func serving(_ scenario: String, _ options: [String]) throws -> (process: Process, url: String) {
    try serving(["run", try self.scenario(scenario), "--reports", folder + "/r"] + options + ["--quiet"])
  }

  /// The same of any command.
  func serving(_ arguments: [String]) throws -> (process: Process, url: String) {
    let process = Process()
    process.executableURL = Self.program
    process.arguments = arguments
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let said = String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self)
    let url = said.firstMatch(of: #/http:\S+/#).map { String($0.0) }
    if url == nil { process.terminate() }
    return (process, try #require(url, "\(said)"))
  }

  private func written(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  func scenario(_ text: String) throws -> String {
    let path = folder + "/s.yaml"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  func report(withResults: Bool = true) throws -> ReportDocument {
    let run = try #require(try runFolders().last)
    #expect(FileManager.default.fileExists(atPath: "\(folder)/r/index.html"))
    let results = withResults ? ["results.ndjson.gz"] : []
    for file in ["report.json.gz", "report.html", "manifest.jsonl", "summary.json"] + results {
      #expect(FileManager.default.fileExists(atPath: "\(folder)/r/\(run)/\(file)"), "\(file)")
    }
    let path = "\(folder)/r/\(run)/report.json.gz"
    try checkSchema(path)
    return try ReportFile.read(path)
  }

  /// Every report that a test makes fits the published schema. Without Python's jsonschema `SchemaTests` are off too.
  func checkSchema(_ path: String) throws {
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../Scripts/validate-report")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments = [script.standardizedFileURL.path(), path]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0 || text.contains("ModuleNotFoundError"), "\(text)")
  }

  /// The folders of the runs, oldest first.
  func runFolders() throws -> [String] { try Self.runFolders(in: folder + "/r") }

  static func runFolders(in parent: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: parent).filter { $0 != "index.html" }.sorted()
  }

  static let quick = """
    name: quick
    target: {app: workflow, mock: {first_byte_ms: 1, first_text_ms: 3, gap_ms: 0.5, events: 4}}
    matrix: {topic: [a, b, c], n: {from: 1, to: 4}}
    execution: {concurrency: 4}

    """

  @Test("B01 S101 run writes its files, and passes its gate")
  func runs() throws {
    let file = try scenario(Self.quick + "thresholds: [success_rate >= 0.7, response_time.med < 5s]\n")
    let outcome = try call(["run", file, "--reports", folder + "/r"])
    #expect(outcome.code == 0, "\(outcome.errors)\(outcome.output)")
    #expect(outcome.output.contains("12 succeeded") && outcome.output.contains("report.html"))
    let report = try report()
    #expect(
      report.measurements.statistics.succeeded == 12 && report.verdict == .passed
        && report.manifest.caseCount == 12)
    #expect(
      report.measurements.latency(.timeToFirstText).count == 12 && report.targets[0].serverVersion == "1.11.2"
    )
  }

  @Test(arguments: [
    ("success_rate >= 0.99", "faults: {http-502: 1}", 99), ("success_rate >= 0.99", "events: 4", 3),
    ("tasks == 12", "events: 4", 0),
  ]) func exitCodesSayTheVerdict(threshold: String, mock: String, code: Int32) throws {
    let file = try scenario(
      Self.quick.replacingOccurrences(of: "events: 4", with: mock) + "thresholds: ['\(threshold)']\n")
    let outcome = try call(["run", file, "--reports", folder + "/r"])
    #expect(outcome.code == code, "\(outcome.errors)\(outcome.output)")
    _ = try report()
  }

  @Test(arguments: ["stream-error", "workflow-failed", "no-terminal"])
  func aServerThatAnswersTwoHundredIsNotBelieved(fault: String) throws {
    let file = try scenario(Self.quick.replacingOccurrences(of: "events: 4", with: "faults: {\(fault): 1}"))
    _ = try call(["run", file, "--reports", folder + "/r"])
    #expect(try report().measurements.statistics.successRate == 0)
  }

  @Test(arguments: [
    (
      "execution: {concurency: 2}", "s.yaml:4:13: error: unknown key 'concurency'",
      "did you mean 'concurrency'?"
    ),
    ("thresholds: ['sucess_rate > 1']", "unknown metric 'sucess_rate'", "did you mean 'success_rate'?"),
    ("inputs: {q: '${input.topc}'}", "names no parameter", "did you mean 'topic'?"),
  ]) func mistakesAreExplainedAndNothingIsRun(line: String, message: String, hint: String) throws {
    let file = try scenario(
      Self.quick.replacingOccurrences(of: "execution: {concurrency: 4}\n", with: "") + line + "\n")
    let outcome = try call(["run", file, "--reports", folder + "/r"])
    #expect(
      outcome.code == 1 && outcome.errors.contains(message) && outcome.errors.contains(hint),
      "\(outcome.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder + "/r"))
  }

  @Test func aMissingKeyAndADeadServerAreNamed() throws {
    let target =
      "target: {base_url: 'http://127.0.0.1:1/v1', api_key: '${FG_TEST_KEY}', app: workflow}\nmatrix: {a: [1]}\n"
    let file = try scenario(target)
    let missing = try call(["run", file])
    #expect(
      missing.code == 1 && missing.errors.contains("'FG_TEST_KEY', which is not set"), "\(missing.errors)")
    let dead = try call(["run", file], environment: ["FG_TEST_KEY": "app-SECRETSECRET"])
    #expect(
      dead.code == 1 && dead.errors.contains("cannot be used") && !dead.errors.contains("SECRETSECRET"),
      "\(dead.errors)")
  }

  @Test func theKeyIsNowhere() throws {
    let file = try scenario(
      Self.quick.replacingOccurrences(
        of: "{app: workflow, mock: {",
        with: "{app: workflow, api_key: '${FG_TEST_KEY}', mock: {key: app-SECRETSECRET, ")
        + "# the stand-in's own key is part of its options, so it is looked for in the report and the results\n"
    )
    let outcome = try call(
      ["run", file, "--reports", folder + "/r"], environment: ["FG_TEST_KEY": "app-SECRETSECRET"])
    #expect(outcome.code == 0, "\(outcome.errors)\(outcome.output)")
    let report = try ReportFile.json(try report())
    #expect(!String(decoding: report, as: UTF8.self).contains("SECRETSECRET"))
    #expect(!outcome.output.contains("SECRETSECRET") && !outcome.errors.contains("SECRETSECRET"))
  }

  @Test func planWritesAManifestThatRunsByItself() throws {
    let file = try scenario(Self.quick)
    let plan = try call(["plan", file, "--output", folder + "/m.jsonl.gz"])
    #expect(plan.code == 0 && plan.output.contains("12 cases"))
    #expect(try call(["run", folder + "/m.jsonl.gz", "--reports", folder + "/r"]).code == 0)
    #expect(try report().measurements.statistics.total == 12)
    let dry = try call(["run", file, "--dry-run"])
    #expect(dry.code == 0 && dry.output.contains("requests  12"))
    #expect(try call(["validate", file]).output.contains("fine, 12 cases"))
  }

  @Test func interruptedOnceItDrainsAndReports() throws {
    let slow =
      Self.quick.replacingOccurrences(of: "first_text_ms: 3", with: "first_text_ms: 300") + "repeat: 200\n"
    let outcome = try call(
      ["run", try scenario(slow), "--reports", folder + "/r", "--json"],
      interruptAt: [/"succeeded":[1-9]/])
    #expect(outcome.code == 130, "\(outcome.errors)\(outcome.output)")
    let counts = try report().measurements.inclusive
    #expect(counts.total == 2400 && counts.cancelled > 2000 && counts.succeeded > 0)
  }

  @Test func interruptedTwiceItStillReports() throws {
    let hanging = Self.quick.replacingOccurrences(of: "events: 4", with: "faults: {hang: 1}")
    let outcome = try call(
      ["run", try scenario(hanging), "--reports", folder + "/r", "--json"],
      interruptAt: [/"in_flight":4/, /"phase":"draining"/])
    #expect(outcome.code == 130, "\(outcome.errors)\(outcome.output)")
    let report = try report()
    #expect(report.measurements.inclusive.cancelled == 12 && report.measurements.traffic.stopsSent == 4)
  }

  @Test("S020 a stub needs no network; reports are rendered, judged, merged and looked into")
  func afterwards() throws {
    let file = try scenario(Self.quick)
    for _ in 0..<2 { #expect(try call(["run", file, "--stub", "--reports", folder + "/r"]).code == 0) }
    let runs = try runFolders().map { "\(folder)/r/\($0)" }
    #expect(try call(["report", "--index", folder + "/r"]).output.contains("2 runs"))
    #expect(try call(["report", "--index", folder + "/none"]).code == 1)
    let paths = runs.map { $0 + "/report.json.gz" }
    #expect(try call(["report", paths[0], "--output", folder + "/p.html"]).code == 0)
    for format in ["junit", "markdown", "csv", "prometheus", "spectrum", "hdr", "github", "json", "text"] {
      #expect(try call(["report", paths[0], "--format", format]).output.count > 20, "\(format)")
    }
    #expect(try call(["report", paths[0], "--format", "pdf"]).errors.contains("unknown format 'pdf'"))
    #expect(try call(["gate", paths[0], "--threshold", "response_time.p95 < 1ns"]).code == 99)
    #expect(try call(["gate", paths[0], "--threshold", "tasks == 12"]).code == 0)
    #expect(try call(["merge", paths[0], paths[1], "--output", folder + "/m.json.gz"]).code == 0)
    #expect(try ReportFile.read(folder + "/m.json.gz").measurements.statistics.total == 24)
    #expect(
      try call(["inspect", runs[0], "--status", "succeeded", "--slowest", "3", "--json"]).output.split(
        separator: "\n"
      )
      .count == 3)
    let same = try call(["compare", "--before", paths[0], "--after", paths[1]])
    #expect(
      same.code == 3 && same.output.contains("inconclusive"),
      "two small runs decide nothing: \(same.output)\(same.errors)")
    #expect(
      try call(["compare", "--before", paths[0], "--after", folder + "/m.json.gz", "--format", "markdown"])
        .output.contains("| tasks that succeed |"))
    #expect(try call(["report", "/no/such"]).code == 1)
  }

  @Test func helpShowsTheExitCodes() throws {
    let help = try call(["run", "--help"]).output
    for code in ["99", "130", "inconclusive"] { #expect(help.contains(code)) }
    #expect(try call(["--version"]).output.contains("libcurl/"))
    let quiet = try call(["run", try scenario(Self.quick), "--reports", folder + "/r", "--quiet"])
    #expect(quiet.output.isEmpty && quiet.errors.isEmpty)
    let json = try call(["run", try scenario(Self.quick), "--reports", folder + "/r", "--json"])
    #expect(json.output.hasPrefix("{\"event\":\"summary\""))
  }
}
