import Testing

@testable import Floodgate
@testable import Judgement
@testable import RunModel

/// Where nothing is the matter nothing is told; what nearly all tasks wait for is.
extension DiagnosisTests {
  /// A server with room for all, whatever the app, its generation and the response mode.
  @Test(
    arguments: ["workflow", "advanced-chat", "chat", "agent-chat", "agent", "completion"],
    ["1.11", "1.13", "1.16"])
  func nothingIsFoundWhereNothingIs(app: String, generation: String) async throws {
    for mode in app.hasPrefix("agent") ? ["streaming"] : ["streaming", "blocking"] {
      let scenario = """
        name: quiet
        target: {app: \(app), response_mode: \(mode), mock: {spread: 0, events: 3, generation: \(generation)}}
        \(app == "workflow" || app == "completion" ? "" : "query: hello")
        inputs: {query: hello}
        repeat: 40
        execution: {concurrency: 4}
        """
      var found: [Diagnosis.Kind]?
      // A busy machine queues too.
      for _ in 0..<3 where found?.isEmpty != true {
        let report = try await LoadTest(scenario: scenario).run().report
        #expect(report.measurements.statistics.succeeded == 40)
        found = (report.diagnoses ?? []).map(\.kind).filter { $0 != .generator }
      }
      #expect(found == [], "\(app) of \(generation), \(mode)")
    }
  }

  /// Of so many tasks of a hundred the headers are late; all wait for Celery.
  @Test(arguments: [(0, [Diagnosis.Kind.celeryQueue]), (10, [.connectionQueue, .celeryQueue])])
  func whatUsualTasksWaitForIsToldToo(starved: Int, kinds: [Diagnosis.Kind]) {
    var measurements = RunMeasurements()
    for index in 0..<200 {
      var parts = TimeParts()
      parts[.headers] = index % 100 < starved ? 20_000_000_000 : 20_000_000
      (parts[.started], parts[.nodes]) = (5_000_000_000, 1_000_000_000)
      measurements.record(Self.task(index, parts))
    }
    #expect(Diagnoses.of(Self.report(measurements)).map(\.kind) == kinds)
  }

  /// Of 100 streams so many fall silent for longer than Dify's pings let them.
  @Test(arguments: [(0, false), (4, false), (5, true), (100, true)])
  func streamsThatFallSilentAreTold(silent: Int, isTold: Bool) {
    var measurements = RunMeasurements()
    for index in 0..<100 {
      var parts = TimeParts()
      (parts[.headers], parts[.nodes]) = (20_000_000, 30_000_000_000)
      var result = Self.task(index, parts)
      var exchange = ExchangeRecord()
      exchange.anomalies = index < silent ? [.silence: 1] : nil
      result.attempts[0].exchanges = [exchange]
      measurements.record(result)
    }
    let found = BufferedStream.find(DiagnosisFacts(Self.report(measurements)))
    #expect((found != nil) == isTold && found?.evidence.contains { $0.contains("silences") } ?? !isTold)
  }

  private static func report(_ measurements: RunMeasurements) -> ReportDocument {
    ReportDocument(
      runID: "r", name: "r", startedAt: "", duration: 60,
      manifest: ManifestFacts(contentHash: "x", seed: 1, caseCount: 1), execution: ExecutionPolicy(),
      targets: [], measurements: measurements, thresholds: [], verdict: .passed)
  }

  private static func task(_ index: Int, _ parts: TimeParts) -> TaskResult {
    let end = RunInstant(nanoseconds: parts.total)
    var attempt = AttemptRecord(
      number: 1, intendedStart: .zero, admitted: .zero, granted: .zero, start: .zero, end: end,
      status: .succeeded, exchanges: [])
    attempt.timeParts = parts
    return TaskResult(
      index: index, taskID: "\(index)", caseID: "c", workflowID: "w", scenario: "s", status: .succeeded,
      finished: end, attempts: [attempt])
  }
}
