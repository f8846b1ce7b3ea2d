import Foundation
import Judgement
import LoadEngine
import Report
import RunModel
import Statistics
import Testing

@testable import Session

/// Shards that were started by hand, in one process: how they find together, and what becomes of them.
@Suite struct GatheringTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID())").path

  private func plan(_ count: Int, gather: Double) async throws -> ShardsFolder {
    let scenario = """
      name: together
      target: {app: workflow, mock: {}}
      matrix: {n: {from: 1, to: 12}}
      execution: {concurrency: 6}
      """
    let manifest = try await ManifestLoader().load(text: scenario, name: "s")
    var options = RunSession.Options()
    (options.reports, options.stub) = (folder, true)
    let plan = ShardsPlan(count: count, launcher: LauncherOptions(.slurm, program: ""), gatherSeconds: gather)
    return try ShardedRun(manifest, plan, options: options, token: CancellationToken()).folder
  }

  private func run(_ shared: ShardsFolder, _ number: Int, clock ahead: Double = 0) async throws {
    let session = try ShardSession(shared, number: number, token: CancellationToken()) {
      FolderClock.system() + ahead
    }
    _ = try await session.run()
  }

  /// A clock that is wrong is measured against the shared folder's, and moves the start.
  @Test(arguments: [0, -40.0, 25.0]) func shardsBeginTogetherWhateverTheirClocks(ahead: Double) async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let shared = try await plan(2, gather: 60)
    async let first: Void = run(shared, 1)
    async let second: Void = run(shared, 2, clock: ahead)
    _ = try await (first, second)
    let words = shared.words(of: 1)
    let clock = try #require(words.readyWords().last).clock
    #expect(abs(clock.correction + ahead) < 1)
    #expect((clock.correction == 0) == (ahead == 0))
    let report = try await LoadTest.report(of: shared.paths.folder)
    #expect(report.measurements.inclusive.total == 12 && report.manifest.shard == nil)
    let told = report.notes.contains { $0.contains("the clock of shard 2/2") }
    #expect(told == (ahead != 0), "\(report.notes)")
    let began = words.began()
    #expect(began.count == 2 && abs(began[0] - began[1]) < 22)
  }

  @Test func withoutAllOfThemNothingIsSent() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let shared = try await plan(3, gather: 0.3)
    let words = await #expect(throws: UsageProblem.self) { try await run(shared, 2) }
    #expect("\(try #require(words))".contains("only 1 of 3 shards were ready after 300 ms, not 1/3, 3/3"))
    let late = await #expect(throws: UsageProblem.self) { try await run(shared, 1) }
    #expect("\(try #require(late))".contains("only 1 of 3"))
    await #expect(throws: UsageProblem.self) { try await LoadTest.report(of: shared.paths.folder) }
  }

  @Test func aShardThatComesTooLateIsToldSo() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let shared = try await plan(2, gather: 60)
    try shared.words(of: 1).decide(.init(at: FolderClock.system() - 100))
    let late = await #expect(throws: UsageProblem.self) { try await run(shared, 1) }
    #expect("\(try #require(late))".contains("after the load had begun"))
  }

  /// Whatever several say at once, one word holds.
  @Test func theFirstWordHolds() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let words = try await plan(2, gather: 60).words(of: 1)
    let heard = await withTaskGroup(of: ShardsWords.Begin?.self) { group in
      for number in 1...20 { group.addTask { try? words.decide(.init(at: Double(number))) } }
      return await group.reduce(into: Set()) { $0.insert($1?.at) }
    }
    #expect(heard.count == 1 && heard.first != .some(nil))
    try words.stop(.init(reason: .maxFailures(limit: 4), shard: 2))
    try words.stop(.init(reason: .user("later"), shard: nil), aborts: true)
    let stop = try #require(words.stop())
    #expect(stop.stop.reason == .maxFailures(limit: 4) && stop.aborts)
  }

  @Test func aPlanThatMakesNoSenseIsRefused() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let shared = try await plan(2, gather: 60)
    #expect(throws: UsageProblem.self) {
      try ShardSession(shared, number: 3, token: CancellationToken())
    }
    #expect(throws: UsageProblem.self) { try shared.plan().number(atIndex: 2) }
    #expect(try shared.plan().number(atIndex: 1) == 2)
    try Data(#"{"version":1,"count":0}"#.utf8).write(to: URL(filePath: shared.paths.folder + "/shards.json"))
    #expect(throws: UsageProblem.self) { try shared.plan() }
  }
}

/// What is measured of a clock, and what shards come to together.
@Suite struct ShardsValuesTests {
  @Test func looksNarrowAClocksOffset() {
    var offset = ClockOffset()
    offset.look(before: 100, after: 100.004, noted: 105, grain: 0.01)
    offset.look(before: 101, after: 101.001, noted: 105.998, grain: 0.01)
    #expect(abs(offset.correction - 5.003) < 0.006 && offset.uncertainty < 0.007)
    #expect(offset.words.contains("slow"))
    var right = ClockOffset()
    right.look(before: 100, after: 100.004, noted: 99.998, grain: 0.01)
    #expect(right.correction == 0 && right.words.hasPrefix("right"))
    // A clock that was set meanwhile counts from then on.
    offset.look(before: 200, after: 200.001, noted: 200, grain: 0.01)
    #expect(offset.correction == 0)
  }

  private func standing(_ phase: String, finished: Int, threshold: String) -> LiveStanding {
    var standing = LiveStanding()
    (standing.phase, standing.elapsed, standing.finished, standing.inFlight) = (phase, 10, finished, 2)
    standing.thresholds = [.init(expression: "ttft.p95 < 3s", standing: threshold, value: "1 s")]
    var response = RunMeasurements(warmUpEnd: nil, bands: nil).sample(.responseTime, failures: false)
    for _ in 0..<finished { response.observed.record(Int64(finished) * 1_000_000) }
    var tally = LiveTally(response: response, firstText: response)
    (tally.succeeded, tally.failed, tally.failures) = (finished - 1, 1, ["server-error": 1])
    standing.tally = tally
    return standing
  }

  @Test func theSumIsThatOfTheShards() throws {
    let sum = RunProgress.sum([
      standing("running", finished: 100, threshold: "holding"),
      standing("draining", finished: 300, threshold: "failing"),
    ])
    #expect(sum.finished == 400 && sum.succeeded == 398 && sum.failed == 2 && sum.inFlight == 4)
    #expect(sum.phase == .draining && sum.failures == [.init(label: "server-error", count: 2)])
    #expect(sum.thresholds.first?.standing == .failing)
    #expect(sum.thresholds.first?.value == "held by 1 of 2 shards")
    let p50 = try #require(sum.response).p50
    #expect(abs(p50 - 0.3) < 0.01)
    #expect(RunProgress.sum([]).phase == .running)
    #expect(RunProgress.sum([standing("done", finished: 1, threshold: "holding")]).phase == .done)
  }
}
