import Floodgate
import Foundation
import Testing

@testable import Session

/// Load tests of Dify as a Swift program makes them, against the stand-in.
@Suite(.serialized) struct LoadTestTests {
  static let scenario = """
    name: greetings
    target: {app: workflow, mock: {first_byte_ms: 0, first_text_ms: 1, gap_ms: 0, events: 3}}
    matrix: {name: [Ada, Grace, Edsger]}
    execution: {concurrency: 2}
    """

  /// The README's example.
  @Test func aScenarioBecomesAReportAndAVerdict() async throws {
    var test = try await LoadTest(scenario: Self.scenario)
    test.thresholds = ["tasks >= 3"]
    let result = try await test.run()
    #expect(result.verdict == .passed && result.folder == nil && test.caseCount == 3)
    #expect(result.report.measurements.statistics.successRate == 1)
    #expect(result.report.thresholds.map(\.threshold.expression) == ["tasks >= 3"])
  }

  /// Shared out to several loops it is one run, with one report and one verdict.
  @Test(arguments: [true, false]) func workersAreOneRun(keepsFiles: Bool) async throws {
    let reports = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID())").path()
    defer { try? FileManager.default.removeItem(atPath: reports) }
    var test = try await LoadTest(scenario: Self.scenario, reports: keepsFiles ? reports : nil)
    (test.workers, test.thresholds) = (.exactly(2), ["tasks >= 3", "success_rate > 0"])
    let result = try await test.run()
    #expect(result.verdict == .passed && result.report.parts?.count == 2)
    #expect(result.report.measurements.statistics.succeeded == 3)
    #expect(result.report.thresholds.map(\.threshold.expression) == test.thresholds)
    #expect((result.folder != nil) == keepsFiles)
  }

  @Test(arguments: [
    (WorkerCount.exactly(0), "workers: 0; expected 1 to 10000"),
    (.exactly(4), "the load cannot be shared out"),
  ]) func workersThatCannotBeAreRefused(workers: WorkerCount, words: String) async throws {
    var test = try await LoadTest(scenario: Self.scenario)
    test.workers = workers
    let problem = await #expect(throws: UsageProblem.self) { try await test.run() }
    #expect(problem?.description.hasPrefix(words) == true, "\(String(describing: problem))")
  }

  @Test func filesAreKeptWhenAsked() async throws {
    let reports = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID())").path()
    defer { try? FileManager.default.removeItem(atPath: reports) }
    let result = try await LoadTest(scenario: Self.scenario, reports: reports).run()
    let folder = try #require(result.folder)
    let files = Set(try FileManager.default.contentsOfDirectory(atPath: folder))
    #expect(
      files == ["report.json.gz", "report.html", "results.ndjson.gz", "manifest.jsonl", "summary.json"])
    #expect(try ReportFile.read(folder + "/report.json.gz") == result.report)
  }

  /// A run that was killed has no report: it is made from what lies in its folder.
  @Test func theReportOfAKilledRunIsMadeFromItsResults() async throws {
    let reports = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID())").path()
    defer { try? FileManager.default.removeItem(atPath: reports) }
    var test = try await LoadTest(scenario: Self.scenario, reports: reports)
    test.thresholds = ["tasks >= 3"]
    let result = try await test.run()
    let folder = try #require(result.folder)
    for name in ["report.json.gz", "report.html", "summary.json"] {
      try FileManager.default.removeItem(atPath: folder + "/" + name)
    }
    let (whole, made) = (result.report, try await LoadTest.report(of: folder))
    #expect(made.runID == whole.runID && made.name == whole.name)
    // The folder is made a moment before the load begins.
    #expect(made.startedAt.count == whole.startedAt.count && made.startedAt <= whole.startedAt)
    #expect(
      made.manifest.contentHash == whole.manifest.contentHash
        && made.targets.map(\.name) == whole.targets.map(\.name))
    #expect(made.measurements.statistics.total == 3 && made.measurements.statistics.succeeded == 3)
    for name in [MetricName.responseTime, .timeToFirstText, .serverElapsed] {
      #expect(made.measurements.latency(name) == whole.measurements.latency(name))
    }
    #expect(made.verdict == .interrupted)
    #expect(try ReportFile.read(folder + "/report.json.gz") == made)
    #expect(try await LoadTest.report(of: folder) == made)
  }

  /// Also what only the stand-in knows is found before anything begins.
  @Test func anUnknownOptionOfTheStandInIsFoundWhenTheScenarioIsRead() async {
    await #expect {
      _ = try await LoadTest(scenario: Self.scenario.replacing("events: 3", with: "evnts: 3"))
    } throws: {
      "\($0)".contains("unknown mock option 'evnts'") && "\($0)".contains("events")
    }
  }

  /// At its place, which is that in the stand-in's own options.
  @Test(arguments: [
    ("evnts: 3", "scenario:2:43: error: unknown mock option 'evnts'; did you mean 'events'?"),
    ("zzz: 3", "unknown mock option 'zzz'; expected one of"),
    ("faults: {http-502: lots}", "mock option faults: 'http-502:\"lots\"' is not"),
    ("events: many", "mock option events: 'many' is not a whole number"),
  ])
  func itsPlaceIsTold(option: String, words: String) async {
    let text = """
      name: events
      target: {app: workflow, events: 1, mock: {gap_ms: 0, \(option)}}
      """.replacing("events: 1, ", with: "") + "\nmatrix: {n: [1]}\n"
    await #expect {
      _ = try await LoadTest(scenario: text)
    } throws: {
      "\($0)".contains(words) && "\($0)".contains("scenario:2:")
    }
  }

  @Test func withoutFilesNothingIsLeft() async throws {
    let test = try await LoadTest(scenario: Self.scenario)
    #expect(try await test.run().folder == nil)
    let folder = try await test.withFiles(CancellationToken()) { options in
      try FileManager.default.createDirectory(atPath: options.reports, withIntermediateDirectories: true)
      return options.reports
    }
    #expect(folder.contains("floodgate-") && !FileManager.default.fileExists(atPath: folder))
  }

  @Test func aTokenEndsItWithAReport() async throws {
    let slow = Self.scenario.replacing("first_text_ms: 1", with: "first_text_ms: 300")
      .replacing("concurrency: 2", with: "concurrency: 1")
    let token = CancellationToken()
    token.cancel(reason: "enough")
    let result = try await LoadTest(scenario: slow).run(cancellation: token)
    #expect(result.verdict == .interrupted && result.report.reasons?.first?.kind == .interrupted)
  }

  @Test func cancellingTheWaitingTaskAbortsTheRun() async throws {
    let slow = Self.scenario.replacing("first_text_ms: 1", with: "first_text_ms: 60000")
    let run = Task { try await LoadTest(scenario: slow).run() }
    run.cancel()
    #expect(try await run.value.verdict == .interrupted)
  }

  @Test(arguments: [
    ("target: mock\nmatrix: {a: []}\n", "scenario:2:13"), ("target: {base_url: 'http://x'}\n", "no api_key"),
  ]) func whatIsWrongHasItsPlace(text: String, words: String) async {
    let problems = await #expect(throws: ScenarioProblems.self) { try await LoadTest(scenario: text) }
    #expect(problems?.description.contains(words) == true, "\(problems?.description ?? "")")
  }

  @Test func aKeyComesFromTheEnvironmentThatIsGiven() async throws {
    let text =
      "target: {base_url: 'http://127.0.0.1:1/v1', api_key: '${MY_KEY}', app: workflow, preflight: false}\n"
    let test = try await LoadTest(scenario: text, environment: ["MY_KEY": "app-1"])
    #expect(try await test.run().verdict == .failed, "nobody listens there: nothing succeeds")
  }
}
