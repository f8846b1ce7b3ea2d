import Foundation
import RunModel
import Statistics
import Testing

@testable import Judgement
@testable import Pages
@testable import Report

@Suite struct HistoryTests {
  /// A run whose response times lie around a median of seconds.
  static func report(
    _ index: Int, median: Double, failures: Int = 2, name: String = "sample", hostile: String? = nil
  )
    -> ReportDocument
  {
    var random = SeededGenerator(seed: 9, stream: UInt64(index))
    var measurements = RunMeasurements()
    let level = random.logNormal(median: median, sigma: 0.03)
    for task in 0..<200 {
      let status: TaskStatus = task < failures ? .failed : .succeeded
      let end = RunInstant(nanoseconds: Int64(random.logNormal(median: level, sigma: 0.3) * 1e9))
      let attempt = AttemptRecord(
        number: 1, intendedStart: .zero, admitted: .zero, granted: .zero, start: .zero, end: end,
        status: status)
      measurements.record(
        TaskResult(
          index: task, taskID: "t\(task)", caseID: "c", workflowID: "w", scenario: "s", status: status,
          finished: end,
          attempts: [attempt]))
    }
    var report = SampleRun.report(0, thresholds: [], hostile: hostile)
    report.measurements = measurements
    report.verdict = .passed
    report.name = hostile ?? name
    report.runID = "run-\(index)"
    report.startedAt = "2026-11-\(index < 9 ? "0" : "")\(index + 1)T10:00:00Z"
    report.environment["commit"] = hostile ?? String(repeating: "\(index % 10)", count: 40)
    return report
  }

  static func entries(_ count: Int, stepAt: Int, hostile: String? = nil) -> [HistoryEntry] {
    (0..<count).map {
      HistoryEntry(
        report($0, median: $0 < stepAt ? 0.5 : 0.65, hostile: hostile), label: hostile ?? "build \($0)")
    }
  }

  private func withFile(_ body: (HistoryFile) throws -> Void) throws {
    try ValidationTool.withFolder { try body(HistoryFile($0 + "/history.jsonl")) }
  }

  @Test func namesTheBuildsBetweenWhichItGotWorse() throws {
    let history = History(scenario: "sample", of: Self.entries(24, stepAt: 15))
    let trend = try #require(history.trends.first { $0.metric == .responseMedian })
    #expect(
      trend.changes.map(\.lastBefore) == ["build 14"] && trend.changes.map(\.firstAfter) == ["build 15"])
    #expect(trend.isWorse && history.isWorse)
    let text = HistoryText(history).lines.joined(separator: "\n")
    #expect(
      text.contains("worse between build 14 and build 15:") && text.contains("got worse: response_time.p50"))
    let page = String(decoding: HistoryPage([history]).bytes, as: UTF8.self)
    #expect(page.contains("build 14") && page.contains("<svg") && page.contains("Worse"))
  }

  @Test func gettingBetterIsNotWorse() {
    let entries = (0..<24).map { HistoryEntry(Self.report($0, median: $0 < 15 ? 0.65 : 0.5)) }
    let history = History(scenario: "sample", of: entries)
    #expect(!history.isWorse && history.trends.contains { !$0.changes.isEmpty })
  }

  @Test func aFallingSuccessRateIsWorse() throws {
    let entries = (0..<24).map { HistoryEntry(Self.report($0, median: 0.5, failures: $0 < 15 ? 2 : 16)) }
    let trend = try #require(
      History(scenario: "sample", of: entries).trends.first { $0.metric == .successRate })
    #expect(trend.isWorse && trend.changes[0].change.index == 15)
  }

  @Test func steadyRunsRaiseNoAlarm() {
    let history = History(scenario: "sample", of: Self.entries(24, stepAt: 99))
    #expect(!history.isWorse && history.notes.isEmpty)
    #expect(history.trends.map(\.metric) == [.successRate, .responseMedian, .responseP95])
  }

  @Test(
    "From four runs on a doubling is found, and one new run at +30 % from six",
    arguments: [(4, 1.0), (6, 0.65)])
  func theNewestRunIsJudged(count: Int, median: Double) throws {
    let entries = (0..<count).map {
      HistoryEntry(Self.report($0, median: $0 == count - 1 ? median : 0.5), label: "build \($0)")
    }
    let history = History(scenario: "sample", of: entries)
    let trend = try #require(history.trends.first { $0.metric == .responseMedian })
    #expect(history.isWorse && trend.newest?.firstAfter == "build \(count - 1)" && trend.changes.isEmpty)
    let text = HistoryText(history).lines.joined(separator: "\n")
    #expect(text.contains("the newest run is worse than the level of those before: "), "\(text)")
    #expect(String(decoding: HistoryPage([history]).bytes, as: UTF8.self).contains("build \(count - 1)"))
  }

  @Test func whatNobodyCanKnowIsNotCalledFine() {
    let few = History(scenario: "sample", of: Self.entries(3, stepAt: 9))
    #expect(!few.isWorse && few.unknown == [.successRate, .responseMedian, .responseP95])
    #expect(HistoryWords.headline(few).hasPrefix("too few runs: "))
    let noisy = (0..<6).map {
      HistoryEntry(Self.report($0, median: $0.isMultiple(of: 2) ? 0.3 : 0.9), label: "build \($0)")
    }
    #expect(History(scenario: "sample", of: noisy).unknown == [.responseMedian, .responseP95])
    #expect(History(scenario: "sample", of: Self.entries(8, stepAt: 9)).unknown.isEmpty)
  }

  @Test func invalidRunsAndOtherScenariosAreLeftOut() {
    var entries = Self.entries(5, stepAt: 9)
    entries[1].verdict = .invalid
    entries[2].scenario = "other"
    entries[3].manifest = "other cases"
    let history = History(scenario: "sample", of: entries.reversed())
    #expect(
      history.entries.map(\.build) == ["build 0", "build 3", "build 4"], "in the order in which they ran")
    #expect(history.notes.count == 3, "\(history.notes)")
  }

  @Test func entriesAreAppendedOnceAndReadBack() throws {
    try withFile { file in
      let entries = Self.entries(3, stepAt: 9)
      #expect(try file.add([entries[0]]) == [entries[0]])
      #expect(
        try file.add(entries + [entries[2]]) == Array(entries[1...]), "none twice, not even in one call")
      #expect(try file.add(entries).isEmpty)
      let content = try file.read()
      #expect(content.entries == entries && content.notes.isEmpty)
    }
  }

  @Test func aTornLineIsLeftOutAndNeverSwallowsTheNext() throws {
    try withFile { file in
      let entries = Self.entries(3, stepAt: 9)
      _ = try file.add(Array(entries[..<2]))
      var bytes = try ReportFile.readBytes(file.path)
      bytes.removeLast(20)
      try ReportFile.writeBytes(bytes, to: file.path)
      let torn = try file.read()
      #expect(torn.entries == [entries[0]] && torn.notes[0].contains("jsonl:2: the last line is cut short"))
      _ = try file.add([entries[2]])
      let content = try file.read()
      #expect(
        content.entries == [entries[0], entries[2]]
          && content.notes[0].contains("jsonl:2: the line is no entry"))
    }
  }

  @Test func manyWritersLoseNothing() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "fg-\(UUID().uuidString)").path()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = HistoryFile(folder + "/history.jsonl")
    let entries = Self.entries(16, stepAt: 99)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for entry in entries + entries { group.addTask { _ = try file.add([entry]) } }
      try await group.waitForAll()
    }
    let content = try file.read()
    #expect(
      content.notes.isEmpty && content.entries.flatMap(\.runs).sorted() == entries.flatMap(\.runs).sorted())
  }

  @Test(arguments: FormatsTests.hostile) func thePageShowsTextsFromOutsideAsText(payload: String) {
    let history = History(scenario: payload, of: Self.entries(13, stepAt: 8, hostile: payload))
    #expect(history.entries.count == 13)
    let page = String(decoding: HistoryPage([history]).bytes, as: UTF8.self)
    #expect(
      page.components(separatedBy: "<script>").count == 2 && !page.contains("<img"), "only the page's own")
    #expect(HistoryPage([history]).bytes == HistoryPage([history]).bytes)
  }
}
