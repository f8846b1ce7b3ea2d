import Foundation
import LoadEngine
import Report
import RunModel
import Testing

/// `run --workers`: one process, several loops, one report.
@Suite(.serialized) struct WorkersTests {
  private static func scenario(_ rest: String, mock: String = "first_text_ms: 5, events: 3") -> String {
    """
    name: shared
    target: {app: workflow, mock: {first_byte_ms: 1, gap_ms: 0, \(mock)}}
    matrix: {n: {from: 1, to: 90}}
    \(rest)
    """
  }

  let program: ProgramTests

  init() throws { program = try ProgramTests() }

  private func run(_ scenario: String, _ options: [String]) throws -> ProgramTests.Outcome {
    let file = try program.scenario(scenario)
    return try program.call(["run", file, "--reports", program.folder + "/r", "--quiet"] + options)
  }

  private func folder() throws -> String {
    program.folder + "/r/" + (try #require(try program.runFolders().last))
  }

  /// Also of a run whose shards keep their results, so that it can be resumed.
  private func report() throws -> ReportDocument { try ReportFile.read(try folder() + "/report.json.gz") }

  private func remove() { try? FileManager.default.removeItem(atPath: program.folder) }

  @Test func workersTogetherAreTheOneRun() throws {
    defer { remove() }
    let outcome = try run(Self.scenario("execution: {concurrency: 6}"), ["--workers", "3"])
    #expect(outcome.code == 0, "\(outcome)")
    let (report, folder) = (try program.report(), try folder())
    #expect(report.measurements.inclusive.succeeded == 90 && report.parts?.count == 3)
    #expect(report.verdict == .passed && report.peakConcurrency <= 6)
    #expect(report.targets.count == 1 && Set(report.targets.map(\.baseURL)).count == 1)
    let cases = try ResultsReader.lines(folder + "/results.ndjson.gz").map { $0["case"]?.stringValue }
    #expect(Set(cases).count == 90 && cases.count == 90)
    #expect(report.generator.worker?.hasPrefix("worker ") ?? true)
  }

  /// What is counted is counted over all: more tasks than the limit ended only as far as they were under way when it was
  /// reached, as in a run of one worker.
  @Test(arguments: [
    ("max_failures: 21", "faults: {http-502: 1}", 21...24),
    ("consecutive_failures: 21", "faults: {http-502: 1}", 21...24),
    ("max_tokens: 200", "events: 3", 1...40),
  ]) func limitsAreThoseOfTheWhole(limit: String, mock: String, ended: ClosedRange<Int>) throws {
    defer { remove() }
    let rest = "execution: {concurrency: 4, stop_conditions: {\(limit)}}"
    var begun: [Int] = []
    for options in [[], ["--workers", "4"]] {
      _ = try run(Self.scenario(rest, mock: mock), options)
      let report = try report()
      #expect(report.stopReason?.endsAllScenarios == true, "\(report.stopReason as Any)")
      #expect(report.counts?.planned == 90)
      begun.append(try #require(report.counts?.begun))
    }
    #expect(ended.contains(begun[0]) && ended.contains(begun[1]), "\(begun)")
    // At most as many as may be under way beside the one that reached it.
    #expect(abs(begun[0] - begun[1]) <= 3, "\(begun)")
  }

  @Test func aRunThatWasCutIsResumed() throws {
    defer { remove() }
    let slow = Self.scenario("execution: {concurrency: 4}", mock: "first_text_ms: 200, events: 3")
    let file = try program.scenario(slow)
    let cut = try program.call(
      ["run", file, "--reports", program.folder + "/r", "--workers", "2", "--json"],
      interruptAt: [/"finished":[1-9]/])
    #expect(cut.code == 130, "\(cut)")
    let folder = try folder()
    #expect(try report().verdict == .interrupted)
    let resumed = try program.call(["resume", folder, "--quiet"])
    #expect(resumed.code == 0, "\(resumed)")
    #expect(try program.report().measurements.inclusive.succeeded == 90)
  }

  /// One that cannot begin keeps the others from sending anything.
  @Test func aWorkerThatCannotBeginIsToldOnce() throws {
    defer { remove() }
    let outcome = try run(
      Self.scenario("execution: {concurrency: 4}").replacing(
        "mock: {", with: "key_env: FLOODGATE_NO_SUCH_KEY, mock: {"),
      ["--workers", "2"])
    #expect(outcome.code == 1 && outcome.errors.contains("FLOODGATE_NO_SUCH_KEY"), "\(outcome)")
  }

  @Test(arguments: [
    (["--workers", "0"], "--workers is '0'; expected auto, or 1 to"),
    (["--workers", "2", "--shards", "2"], "choose one"),
    (["--workers", "2", "--runs", "2"], "--workers shares out one run"),
    (["--workers", "99"], "concurrency is 4, expected at least 99"),
  ]) func whatCannotBeIsRefused(options: [String], words: String) throws {
    defer { remove() }
    let outcome = try run(Self.scenario("execution: {concurrency: 4}"), options)
    #expect(outcome.code != 0 && outcome.errors.contains(words), "\(outcome)")
  }

  @Test func autoTakesWhatThereIsWorkFor() throws {
    defer { remove() }
    let outcome = try run(Self.scenario("execution: {concurrency: 1}"), ["--workers", "auto"])
    #expect(outcome.code == 0, "\(outcome)")
    #expect(try program.report().parts == nil, "a load of one task at a time is one worker's")
  }
}
