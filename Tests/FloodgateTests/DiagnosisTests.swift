import Foundation
import Testing

@testable import Floodgate
@testable import Judgement
@testable import RunModel

/// Each diagnosis is provoked by the stand-in, found there, and found nowhere else.
@Suite(.serialized) struct DiagnosisTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var kind: Diagnosis.Kind?
    /// Options of the stand-in, beside ``plain``.
    var mock: String
    var rest = "repeat: 60\nexecution: {concurrency: 12}"
    var connection = "pool"
    var testDescription: String { kind?.rawValue ?? "nothing" }

    var scenario: String {
      """
      name: provoked
      target: {app: workflow, mock: {\(Self.plain)\(mock.isEmpty ? "" : ", ")\(mock)}, connection: {strategy: \(connection)}}
      inputs: {query: hello}
      \(rest)
      """
    }

    /// A task of 60 ms.
    private static let plain = "spread: 0, events: 3"
  }

  static let cases = [
    Case(kind: nil, mock: ""),
    Case(kind: .connectionQueue, mock: "workers: 1, connections: 2", connection: "new"),
    Case(kind: .celeryQueue, mock: "generation: 1.13, celery: 2"),
    Case(
      kind: .nodeGrows, mock: "tool_ms: 30, tool_slots: 1",
      rest:
        "load: {model: open, start_rate: 4, stages: [{target: 4, duration: 3s}, {target: 70, duration: 4s}]}"),
    Case(kind: .modelSlow, mock: "first_text_ms: 1300"),
    Case(kind: .pluginSlow, mock: "plugin_ms: 300, first_text_ms: 100"),
    Case(kind: .appLimit, mock: "limit: 4"),
    Case(kind: .providerLimit, mock: "faults: 'model:0.2'"),
    Case(kind: .bufferedStream, mock: "buffer_bytes: 65536, first_text_ms: 300"),
    Case(kind: .slowPersistence, mock: "persist_ms: 250"),
    Case(kind: .network, mock: "bandwidth: 15000"),
    Case(
      kind: .ownLimits, mock: "", rest: "load: {rate: 60, duration: 3s, max_in_flight: 2}"),
  ]

  @Test(arguments: cases) func isFoundWhereItIs(provoked: Case) async throws {
    let expected = [provoked.kind].compactMap(\.self)
    var found: [Diagnosis]?
    // A busy machine queues too, and is right to say so: of three runs one must be what was provoked, and no more.
    for _ in 0..<3 where found?.map(\.kind) != expected {
      let report = try await LoadTest(scenario: provoked.scenario).run().report
      // A run whose generator was late is invalid: it says nothing of the server.
      if report.generator.problems.isEmpty {
        found = (report.diagnoses ?? []).filter { $0.kind != .generator }
      }
    }
    guard let found else { return }
    #expect(found.map(\.kind) == expected, "\(found)")
    #expect(found.allSatisfy { !$0.evidence.isEmpty && !$0.advice.isEmpty })
  }

  /// As it was seen on Dify 1.12.1: kept connections hold the places of one worker, new arrivals jump the queue on them, and
  /// the rest starves while the runs themselves stay short.
  @Test func keptConnectionsThatStarveOthersAreTold() async throws {
    let scenario = """
      name: starving
      target: {app: workflow, mock: {profile: dify-1.11, connections: 4, spread: 0}, connection: {strategy: pool}}
      inputs: {query: hello}
      load: {rate: 10, duration: 5s, max_in_flight: 500}
      """
    let report = try await LoadTest(scenario: scenario).run().report
    let found = try #require(
      report.diagnoses?.first { $0.kind == .connectionQueue }, "\(report.diagnoses ?? [])")
    #expect(found.evidence.contains { $0.hasSuffix("of the requests used a kept connection") })
    #expect(found.advice.contains("Idle kept connections hold such places too"))
    let elapsed = try #require(report.measurements.latency(.serverElapsed).quantile(0.95))
    let response = try #require(report.measurements.latency(.responseTime).quantile(0.95))
    #expect(Double(response) > 3 * Double(elapsed))
  }

  @Test func theGeneratorIsToldByItsOwnHealth() async throws {
    var report = try await LoadTest(scenario: Case(kind: nil, mock: "").scenario).run().report
    report.generator = GeneratorHealth()
    #expect(GeneratorLate.find(DiagnosisFacts(report)) == nil)
    report.generator = GeneratorHealth(loopUtilisation: 0.99)
    #expect(GeneratorLate.find(DiagnosisFacts(report))?.kind == .generator)
  }

  @Test func everyKindIsProvoked() {
    let provoked = Set(Self.cases.compactMap(\.kind)).union([.generator])
    #expect(provoked == Set(Diagnosis.Kind.allCases) && Diagnoses.all.count == provoked.count)
  }

  /// The documentation says of each what it looks like, why, what to do, and how it is provoked here.
  @Test(arguments: Diagnosis.Kind.allCases) func hasItsSection(kind: Diagnosis.Kind) throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/Floodgate/Documentation.docc/ReadingTheTime.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let section = try #require(text.components(separatedBy: "\n### \(kind.rawValue)\n").dropFirst().first)
      .components(separatedBy: "\n#")[0]
    for word in ["*Looks like*", "*Why*", "*What to do*", "*Rehearse*"] {
      #expect(section.contains(word), "\(word)")
    }
  }
}
