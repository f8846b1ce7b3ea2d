import Floodgate
import Foundation
import Report
import Session
import Statistics
import Testing

/// Runs that were cut, resumed by another process (here: by the same one, from their folder).
@Suite(.serialized) struct ResumeTests {
  private static let count = 40
  private static let scenario = """
    name: cut
    target: {app: workflow, mock: {first_byte_ms: 0, first_text_ms: 0, gap_ms: 0, events: 1}}
    matrix: {n: {from: 1, to: \(count)}}
    execution: {concurrency: 4}
    thresholds: ["tasks >= \(count)"]
    """

  private let reports = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID())").path()

  /// The folder of a run that ended, as it would lie there if its process had died without a report.
  private func folderOfRun() async throws -> String {
    let folder = try #require(try await LoadTest(scenario: Self.scenario, reports: reports).run().folder)
    try loseReport(of: folder)
    return folder
  }

  private func loseReport(of folder: String) throws {
    for name in ["report.json.gz", "report.html", "summary.json"] {
      try FileManager.default.removeItem(atPath: folder + "/" + name)
    }
  }

  private func indices(_ folder: String) throws -> [Int] {
    try ResultsReader.lines(folder + "/results.ndjson.gz").compactMap {
      $0["index"]?.doubleValue.map { Int($0) }
    }
  }

  /// Wherever the file of results was cut, the end is that of a run that was never cut.
  @Test(arguments: 0..<10) func theCountsAreThoseOfARunThatWasNeverCut(seed: UInt64) async throws {
    defer { try? FileManager.default.removeItem(atPath: reports) }
    let folder = try await folderOfRun()
    let results = URL(filePath: folder + "/results.ndjson.gz")
    let whole = try Data(contentsOf: results)
    let startedAt = RunPaths(folder: folder).startedAt
    var random = SeededGenerator(seed: seed)
    for _ in 0..<3 {
      let length = Int(random.nextUnit() * Double(whole.count))
      try whole.prefix(length).write(to: results)
      let before = try indices(folder).count
      let result = try await LoadTest(resuming: folder).run()
      #expect(result.verdict == .passed && result.report.measurements.inclusive.succeeded == Self.count)
      #expect(try indices(folder).sorted() == Array(0..<Self.count), "cut at \(length)")
      let note = "\(before) of \(Self.count) tasks had their results"
      try loseReport(of: folder)
      #expect(result.report.startedAt == startedAt)
      #expect(result.report.notes.contains { $0.hasPrefix("resumed at") && $0.contains(note) })
    }
  }

  /// The second part lies after the first one on the run's clock.
  @Test func theClockGoesOnWhereTheFirstPartEnded() async throws {
    defer { try? FileManager.default.removeItem(atPath: reports) }
    let folder = try await folderOfRun()
    let results = URL(filePath: folder + "/results.ndjson.gz")
    try Data(contentsOf: results).dropLast(40).write(to: results)
    let kept = try ResultsReader.lines(results.path())
    _ = try await LoadTest(resuming: folder).run()
    let lines = try ResultsReader.lines(results.path())
    let ends = kept.compactMap { $0["end_ns"]?.doubleValue }
    let seam = try #require(ends.max())
    #expect(Array(lines.prefix(kept.count)) == kept)
    for line in lines.dropFirst(kept.count) {
      #expect(try #require(line["intended_ns"]?.doubleValue) >= seam)
    }
  }

  /// Runs that wait for a person have their results: they are not asked again.
  @Test(arguments: ["", "expect: [{paused: true}]"]) func whatWaitsForAPersonIsLeft(expecting: String)
    async throws
  {
    defer { try? FileManager.default.removeItem(atPath: reports) }
    let scenario = """
      name: person
      target:
        app: workflow
        mock: {generation: 1.16, first_byte_ms: 0, graph: [{type: human-input, title: Approve}]}
      matrix: {n: {from: 1, to: 8}}
      \(expecting)
      """
    let folder = try #require(try await LoadTest(scenario: scenario, reports: reports).run().folder)
    try loseReport(of: folder)
    let results = URL(filePath: folder + "/results.ndjson.gz")
    let before = try ResultsReader.lines(results.path())
    let report = try await LoadTest(resuming: folder).run().report
    let counts = report.measurements.inclusive
    #expect(try ResultsReader.lines(results.path()) == before && before.count == 8)
    #expect(expecting.isEmpty ? counts.failed == 8 : counts.succeeded == 8)
    #expect(before.allSatisfy { ($0["failure"]?.stringValue == "paused") == expecting.isEmpty })
    #expect(report.measurements.traffic.requests == 8)
  }

  @Test(arguments: [TasksInFlight.repeat, .leave]) func whatWasInFlightIsNamed(_ choice: TasksInFlight)
    async throws
  {
    defer { try? FileManager.default.removeItem(atPath: reports) }
    let folder = try await folderOfRun()
    try Data().write(to: URL(filePath: folder + "/results.ndjson.gz"))
    try Data(#"{"in_flight":[0,39]}"#.utf8).write(to: URL(filePath: folder + "/in-flight.json"))
    let report = try await LoadTest(resuming: folder, tasksInFlight: choice).run().report
    let counts = report.measurements.inclusive
    #expect(counts.total == Self.count && counts.cancelled == (choice == .leave ? 2 : 0))
    let became = choice == .leave ? "were left" : "were done again"
    #expect(report.notes.contains { $0.contains("2 were in flight when it was cut and \(became): ") })
    #expect(!FileManager.default.fileExists(atPath: folder + "/in-flight.json"))
  }

  @Test func aRunThatGoesOnIsNotTouched() async throws {
    defer { try? FileManager.default.removeItem(atPath: reports) }
    let folder = try await folderOfRun()
    let writer = try ResultsWriter(path: folder + "/results.ndjson.gz")
    for act in [{ _ = try await LoadTest(resuming: folder) }, { _ = try await LoadTest.report(of: folder) }] {
      await #expect { try await act() } throws: { "\($0)".contains("this run goes on") }
    }
    try writer.finish()
  }

  @Test func aRunThatWasNotCutIsLeftAsItIs() async throws {
    defer { try? FileManager.default.removeItem(atPath: reports) }
    let folder = try #require(try await LoadTest(scenario: Self.scenario, reports: reports).run().folder)
    await #expect { _ = try await LoadTest(resuming: folder) } throws: {
      "\($0)".contains("nothing to resume")
    }
  }

  @Test func aLoadOverTimeIsNotProlonged() async throws {
    defer { try? FileManager.default.removeItem(atPath: reports) }
    let load = "load: {model: closed, users: 2, duration: 100ms}"
    let text = Self.scenario.replacing("execution: {concurrency: 4}", with: load)
    let folder = try #require(try await LoadTest(scenario: text, reports: reports).run().folder)
    await #expect { _ = try await LoadTest(resuming: folder) } throws: {
      "\($0)".contains("a load over time cannot be prolonged") && "\($0)".contains("floodgate report")
    }
  }
}
