import Foundation
import Report
import RunModel
import Testing

/// `run --shards`: one machine, several processes, one report.
@Suite(.serialized) struct ShardedRunTests {
  private static let cases = """
    name: shared
    target: {app: workflow, mock: {first_byte_ms: 1, first_text_ms: 5, gap_ms: 0, events: 3}}
    matrix: {n: {from: 1, to: 90}}
    execution: {concurrency: 6}
    thresholds: [success_rate >= 0.9]
    """

  let program: ProgramTests

  init() throws { program = try ProgramTests() }

  private func run(_ scenario: String, _ options: [String], interruptAt: [Regex<Substring>] = []) throws
    -> ProgramTests.Outcome
  {
    let file = try program.scenario(scenario)
    return try program.call(
      ["run", file, "--reports", program.folder + "/r"] + options, interruptAt: interruptAt)
  }

  private func folder() throws -> String {
    program.folder + "/r/" + (try #require(try program.runFolders().last))
  }

  private func shardReports(_ folder: String) throws -> [ReportDocument] {
    try FileManager.default.contentsOfDirectory(atPath: folder + "/shards").filter { !$0.hasSuffix(".log") }
      .sorted().map { try ReportFile.read("\(folder)/shards/\($0)/report.json.gz") }
  }

  private func remove() { try? FileManager.default.removeItem(atPath: program.folder) }

  @Test func shardsTogetherAreTheOneRun() throws {
    defer { remove() }
    let outcome = try run(Self.cases, ["--shards", "3", "--quiet"])
    #expect(outcome.code == 0, "\(outcome)")
    let (report, folder) = (try program.report(), try folder())
    #expect(report.measurements.inclusive.succeeded == 90 && report.parts?.count == 3)
    #expect(report.manifest.shard == nil && report.manifest.caseCount == 90)
    #expect(report.verdict == .passed && report.runID == URL(filePath: folder).lastPathComponent)
    let remarks = report.remarks ?? []
    #expect(remarks.contains { $0.contains("3 shards began within") }, "\(remarks)")
    #expect(remarks.contains { $0.contains("clocks agree") }, "\(remarks)")
    let cases = try ResultsReader.lines(folder + "/results.ndjson.gz").map { $0["case"]?.stringValue }
    #expect(Set(cases).count == 90 && cases.count == 90)
    #expect(try shardReports(folder).map(\.measurements.inclusive.total) == [30, 30, 30])
    #expect(!FileManager.default.fileExists(atPath: folder + "/together-1"))
    let whole = try program.call(["inspect", folder, "--slowest", "2"])
    #expect(whole.code == 0, "\(whole)")
  }

  /// Arrivals, users and limits are shared out: the plan of each kind is done once, not once for each shard.
  @Test(arguments: ["{rate: 30, duration: 3s}", "{users: 6, duration: 3s}"]) func aLoadOverTimeIsSharedOut(
    load: String
  ) throws {
    defer { remove() }
    let scenario = Self.cases.replacing("execution: {concurrency: 6}", with: "load: \(load)")
    let outcome = try run(scenario, ["--shards", "2", "--quiet"])
    #expect([0, 5].contains(outcome.code), "\(outcome)")
    let (report, shards) = (try program.report(), try shardReports(try folder()))
    if load.contains("rate") { #expect(report.measurements.inclusive.total == 90) }
    if load.contains("users") { #expect(report.peakConcurrency <= 6) }
    #expect(shards.count == 2 && shards.allSatisfy { $0.measurements.inclusive.total > 0 })
    #expect(report.measurements.inclusive.total == shards.reduce(0) { $0 + $1.measurements.inclusive.total })
    // Each second of each shard, and in the whole those of the one that lagged most, by its name.
    #expect(shards.compactMap(\.generator.worker).sorted() == ["shard 1/2", "shard 2/2"])
    let worst = try #require(shards.first { $0.generator.worker == report.generator.worker })
    #expect(report.generator.lag == worst.generator.lag && report.generator.series == worst.generator.series)
    #expect(shards.allSatisfy { $0.generator.series?.contains { $0.name == "cores" } == true })
  }

  /// A load of one case is shared out all the same: no shard is left without work, and nothing of the load is missing.
  @Test func aLoadOfOneCaseIsSharedOut() throws {
    defer { remove() }
    let scenario = Self.cases.replacing("execution: {concurrency: 6}", with: "load: {rate: 30, duration: 2s}")
      .replacing("{from: 1, to: 90}", with: "[1]")
    let outcome = try run(scenario, ["--shards", "2", "--quiet"])
    #expect([0, 5].contains(outcome.code), "\(outcome)")
    let (report, shards) = (try program.report(), try shardReports(try folder()))
    #expect(shards.map(\.measurements.inclusive.total) == [30, 30])
    #expect(report.measurements.inclusive.total == 60 && report.manifest.caseCount == 1)
  }

  /// The stop of one shard is the stop of all, with its reason.
  @Test func oneShardsStopEndsAll() throws {
    defer { remove() }
    let scenario = """
      name: broken
      target: {app: workflow, mock: {first_byte_ms: 1, first_text_ms: 5, events: 3, faults: 'http-500:0.3'}}
      matrix: {n: [1, 2, 3, 4, 5, 6, 7, 8]}
      load: {rate: 40, duration: 120s}
      execution: {retry_policy: {max_attempts: 1}, stop_conditions: {max_failures: 12}}
      thresholds: [success_rate >= 0.95]
      """
    let outcome = try run(scenario, ["--shards", "3", "--quiet"])
    #expect(outcome.code == 99, "\(outcome)")
    let shards = try shardReports(try folder())
    #expect(shards.count == 3)
    #expect(shards.allSatisfy { $0.stopReason == .maxFailures(limit: 4) }, "\(shards.map(\.stopReason))")
    #expect(try #require(shards.map(\.duration).max()) < 60)
  }

  @Test func anInterruptionEndsAll() throws {
    defer { remove() }
    let scenario = Self.cases.replacing(
      "execution: {concurrency: 6}", with: "load: {rate: 20, duration: 120s}")
    let outcome = try run(scenario, ["--shards", "2", "--json"], interruptAt: [/"finished":[1-9]/])
    #expect(outcome.code == 130, "\(outcome)")
    let shards = try shardReports(try folder())
    #expect(shards.map(\.stopReason) == [.user("interrupted"), .user("interrupted")])
  }

  private func hasResults(_ shard: Int) throws -> Bool {
    guard let run = try? program.runFolders().last else { return false }
    let path = "\(program.folder)/r/\(run)/shards/\(run)-\(shard)/results.ndjson.gz"
    let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    return size ?? 0 > 100
  }

  /// The others do their part; a second call does only the lost one.
  @Test func aLostShardIsNamedAndResumed() throws {
    defer { remove() }
    let scenario = Self.cases.replacing("to: 90", with: "to: 1500")
    let process = Process()
    process.executableURL = ProgramTests.program
    process.arguments = [
      "run", try program.scenario(scenario), "--reports", program.folder + "/r", "--shards", "3", "--quiet",
    ]
    try process.run()
    while process.isRunning, try !hasResults(2) { Thread.sleep(forTimeInterval: 0.02) }
    let shard = ShardProcess.id { command, _ in
      command.contains(program.folder) && command.contains("\0--number\02\0")
    }
    kill(try #require(shard), SIGKILL)
    process.waitUntilExit()
    #expect(process.terminationStatus == 5)
    let (lost, folder) = (try program.report(withResults: false), try folder())
    #expect(lost.parts?.count == 2 && lost.measurements.inclusive.total == 1000)
    #expect((lost.reasons ?? []).contains { $0.kind == .shardsMissing && $0.text.contains("2/3") })
    #expect(lost.notes.contains { $0.contains("shard 2/3 was killed by signal 9 after") }, "\(lost.notes)")
    let first = "\(folder)/shards/\(lost.runID)-1/report.json.gz"
    let before = try FileManager.default.attributesOfItem(atPath: first)[.modificationDate] as? Date
    let resumed = try program.call(["resume", folder, "--quiet"])
    #expect(resumed.code == 0, "\(resumed)")
    let whole = try program.report()
    #expect(whole.measurements.inclusive.total == 1500 && whole.manifest.shard == nil)
    #expect(whole.notes.contains { $0.contains("of 500 tasks had their results") }, "\(whole.notes)")
    #expect(try FileManager.default.attributesOfItem(atPath: first)[.modificationDate] as? Date == before)
    let again = try program.call(["resume", folder])
    #expect(again.code == 1 && again.errors.contains("nothing to resume"), "\(again)")
  }

  /// One that cannot begin keeps the others from sending a load that is not whole.
  @Test func aShardThatCannotBeginKeepsAllFromIt() throws {
    defer { remove() }
    let scenario = """
      target: {app: workflow, base_url: 'http://127.0.0.1:1/v1', api_key: '${FLOODGATE_NO_KEY}'}
      matrix: {n: [1, 2, 3]}
      """
    let outcome = try run(scenario, ["--shards", "2"])
    #expect(outcome.code == 1 && outcome.errors.contains("FLOODGATE_NO_KEY"), "\(outcome)")
    #expect(outcome.errors.contains("nothing was sent"), "\(outcome)")
  }

  @Test(arguments: [
    ("--shards 2 --pairs 3 --against http://127.0.0.1:1/v1", "--shards shares out one run"),
    ("--shards 2 --shard 1/2", "choose one"), ("--shards 2 --web", "floodgate watch"),
    ("--shards 0", "expected 1 to"), ("--shards 91", "cannot be shared out"),
    ("--start-at 2020-01-01T00:00:00Z", "has passed"), ("--start-at noon", "expected an instant"),
  ]) func whatDoesNotGoTogetherIsRefused(options: String, words: String) throws {
    defer { remove() }
    let outcome = try run(Self.cases, options.split(separator: " ").map(String.init))
    #expect(outcome.code == 1 && outcome.errors.contains(words), "\(outcome)")
  }

  @Test func aRunByHandBeginsAtItsInstant() throws {
    defer { remove() }
    let instant = Date(timeIntervalSince1970: Date.now.timeIntervalSince1970.rounded(.up) + 3)
    let outcome = try run(
      Self.cases, ["--stub", "--quiet", "--shard", "1/2", "--start-at", instant.formatted(.iso8601)])
    #expect(outcome.code == 0, "\(outcome)")
    #expect(try program.report().startedAt >= instant.formatted(.iso8601))
  }
}
