import Judgement
import LoadEngine
import MockDify
import RunModel
import Session
import Testing

/// What was planned, sent, answered and reported is the same number, whoever counts.
@Suite struct CountsTests {
  /// Aborted when the server has seen so many requests, if a number is given.
  private static func run(
    _ keys: String, cases: Int = 200, faults: [MockFault: Double] = [:], abortAfter: Int? = nil
  ) async throws -> (report: ReportDocument, server: MockCounters) {
    var configuration = MockConfiguration()
    // What is to be aborted takes long enough for the abort to come first, however busy the machine.
    let text: Double = abortAfter == nil ? 5 : 100
    (configuration.firstByte, configuration.firstText, configuration.gap) = (1, text, 1)
    configuration.faults = faults
    let server = try await MockDifyServer.start(configuration)
    let test = try await LoadTest(
      scenario: """
        target: {base_url: '\(server.url)', api_key: '${KEY}', app: workflow, preflight: false}
        matrix: {n: {from: 1, to: \(cases)}}
        \(keys)
        """, environment: ["KEY": "app-mock"])
    let token = CancellationToken()
    let stop = abortAfter.map { count in
      Task {
        while await server.counters().requests < count { try await Task.sleep(for: .milliseconds(1)) }
        token.abort()
      }
    }
    let report = try await test.run(cancellation: token).report
    stop?.cancel()
    let counters = await server.counters()
    await server.shutdown()
    return (report, counters)
  }

  static let faults: [MockFault: Double] = [
    .http500: 0.1, .workflowFailed: 0.1, .resetMidway: 0.1, .garbage: 0.1,
  ]

  @Test(arguments: [
    "execution: {concurrency: 8, retry_policy: {max_attempts: 3, backoff_seconds: 0.001}}",
    "execution: {concurrency: 30}",
    "load: {model: open, rate: 200, duration: 500ms}", "load: {model: closed, users: 5, duration: 1s}",
  ]) func theServerSawWhatIsReported(keys: String) async throws {
    let (report, server) = try await Self.run(keys, faults: Self.faults)
    let traffic = report.measurements.traffic
    #expect(traffic.requests > 0 && traffic.requests == server.requests - server.stops - server.reads)
    let counts = try #require(report.counts)
    #expect(counts.planned == report.measurements.inclusive.total && counts.begun <= counts.planned)
    #expect(counts.differences(from: report.measurements).isEmpty)
  }

  /// Also when the run is ended with requests in flight: every request that the server saw is reported.
  @Test func anEndInTheMiddleLosesNoRequest() async throws {
    let (report, server) = try await Self.run(
      "execution: {concurrency: 4}", cases: 4000, faults: Self.faults, abortAfter: 20)
    let counts = try #require(report.counts)
    // On a busy machine the verdict may be that the generator was late.
    #expect(report.stopReason?.label == "user" && counts.planned == 4000 && counts.begun < 4000)
    // What an abort cuts may have been cut before the server had read it.
    let unseen = report.measurements.traffic.requests - (server.requests - server.stops - server.reads)
    #expect((0...4).contains(unseen), "\(unseen)")
    #expect(counts.differences(from: report.measurements).isEmpty)
  }

  /// A report whose counts do not add up is invalid, whatever its thresholds say.
  @Test(arguments: [
    (RunCounts(planned: 199, begun: 200), "199 tasks were planned, but 200 results were measured"),
    (RunCounts(planned: 200, begun: 201), "201 tasks had begun, but 200 first attempts were measured"),
  ]) func whatDoesNotAddUpIsInvalid(counts: RunCounts, words: String) async throws {
    var report = try await Self.run("execution: {concurrency: 8}").report
    #expect(report.verdict == .passed)
    report.counts = counts
    let judged = try report.judgedByItself()
    #expect(judged.verdict == .invalid && judged.reasons?.first?.text.contains(words) == true)
  }
}
