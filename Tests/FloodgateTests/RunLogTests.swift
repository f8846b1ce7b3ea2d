import Floodgate
import Foundation
import Testing

/// What a run leaves beside its report: its log, its advice, its policy; and a scenario as a manifest.
@Suite(.serialized) struct RunLogTests {
  static let scenario = """
    name: noted
    target: {app: workflow, mock: {first_byte_ms: 0, first_text_ms: 1, gap_ms: 0, events: 3, faults: {http-500: 0.4}}}
    matrix: {number: {from: 1, to: 24, step: 1}}
    execution: {concurrency: 1, stop_conditions: {timeout_per_task: 5s}}
    """

  private func run(_ level: RunLogger.Level?) async throws -> (log: String?, report: ReportDocument) {
    let reports = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID())").path()
    defer { try? FileManager.default.removeItem(atPath: reports) }
    var test = try await LoadTest(scenario: Self.scenario, reports: reports)
    test.logLevel = level
    let result = try await test.run()
    let folder = try #require(result.folder)
    return (try? String(contentsOfFile: folder + "/run.log", encoding: .utf8), result.report)
  }

  @Test("S093 S094 a log in the run's folder, a line an event, from the level that was asked for")
  func log() async throws {
    #expect(try await run(nil).log == nil)
    let (text, report) = try await run(.info)
    let lines = try #require(text).split(separator: "\n")
    let stamp = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z (info|warning) +(run|task) +.+/
    #expect(lines.allSatisfy { $0.wholeMatch(of: stamp) != nil }, "\(lines)")
    #expect(lines.first?.hasSuffix("\(report.runID) began, 24 tasks") == true)
    let failed = report.measurements.statistics.total - report.measurements.statistics.succeeded
    #expect(failed > 0 && lines.count == failed + 2, "successes are for debug")
  }

  @Test("S077 S080 advice on the policy stands in the report")
  func advice() async throws {
    let notes = try await run(nil).report.notes.filter { $0.hasPrefix("advice: ") }
    #expect(
      notes.map { String($0.dropFirst(8).prefix { $0 != ":" }) } == [
        "concurrency", "stop_conditions.timeout_per_task",
      ])
  }

  @Test("S104 one call from a scenario to a manifest, for an executor of one's own")
  func manifest() async throws {
    let manifest = try await RunManifest(scenario: Self.scenario)
    #expect(manifest.cases.count == 24 && manifest.header.name == "noted")
    let result = try await StubExecutor(clock: .virtual).run(manifest)
    #expect(result.statistics.total == manifest.cases.count && result.statistics.successRate == 1)
    let file = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID()).yaml").path()
    defer { try? FileManager.default.removeItem(atPath: file) }
    try Self.scenario.write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try await RunManifest(file: file).cases.map(\.id) == manifest.cases.map(\.id))
  }

  @Test("S041 S085 the seed's policy is one word away")
  func seedPolicy() async throws {
    let executor = ConcurrentExecutor(clock: .virtual) { context in
      if context.attempt < 3 { throw TaskError.business("simulated failure") }
      return .success
    }
    let result = try await executor.run(.fixture(cases: 2, execution: .seed))
    #expect(result.statistics.succeeded == 2 && result.taskResults.allSatisfy { $0.attemptCount == 3 })
  }

  @Test("S107 dates of one's own")
  func wallClock() async throws {
    let date = Date(timeIntervalSince1970: 1_000_000)
    let executor = ConcurrentExecutor(clock: .live(wallClock: { date })) { _ in .success }
    let result = try await executor.run(.fixture(cases: 1))
    #expect(result.startedAt == date && result.finishedAt >= date && result.totalDuration > .zero)
  }
}
