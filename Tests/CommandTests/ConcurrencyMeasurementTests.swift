import Foundation
import MockDify
import RunModel
import Session
import Testing

/// What a server sees, on the real clock: run by `FLOODGATE_MEASURE=1 Scripts/test`, for figures that depend on the
/// machine.
@Suite(.serialized, .enabled(if: ProcessInfo.processInfo.environment["FLOODGATE_MEASURE"] != nil))
struct ConcurrencyMeasurementTests {
  /// Users, and how long the stand-in takes, seconds.
  @Test(arguments: [(1, 1.0), (16, 2), (256, 8), (1000, 8)])
  func theServerSeesExactlyAsManyAsAreAskedFor(users: Int, seconds: Double) async throws {

    var configuration = try MockConfiguration(
      options: [
        "app": "workflow", "first_text_ms": "\(Int(seconds * 1000))", "gap_ms": "0", "events": "2",
        "spread": "0",
      ])
    configuration.keepsLog = true
    let server = try await MockDifyServer.start(configuration)
    let steady = max(20, 4 * seconds)
    let test = try await LoadTest(
      scenario: """
        name: fact
        target: {app: workflow, base_url: "\(server.url)", api_key: "${KEY}"}
        matrix: {n: [1, 2, 3]}
        load: {users: \(users), warm_up: \(Int(seconds) + 2)s, duration: \(Int(steady))s}
        """, environment: ["KEY": configuration.key])
    _ = try await test.run()
    let log = await server.log()
    await server.shutdown()
    let spans = log.compactMap { entry in entry.end.map { (begin: entry.received, end: $0) } }
    let first = try #require(spans.map(\.begin).min())
    let span = first + Int64((seconds + 2) * 1e9)..<first + Int64((seconds + 2 + steady) * 1e9)
    let share = Self.share(of: users, spans, in: span)
    print(
      "\(users) users, \(seconds) s a task: exactly \(users) in flight in \((share * 10_000).rounded() / 100) % of the steady time"
    )
    #expect(share > 0.9)
  }

  @Test(arguments: [1, 200, 1000, 5000]) func theServerGetsAsManyASecondAsAreAskedFor(rate: Int) async throws
  {
    let server = try await MockDifyServer.start(
      try MockConfiguration(
        options: [
          "app": "workflow", "first_byte_ms": "0", "first_text_ms": "1", "gap_ms": "0", "events": "1",
        ]))
    let test = try await LoadTest(
      scenario: """
        name: rate
        target: {app: workflow, response_mode: blocking, base_url: "\(server.url)", api_key: "${KEY}"}
        matrix: {n: [1, 2, 3]}
        load: {rate: \(rate), duration: 60s, max_in_flight: 5000}
        """, environment: ["KEY": MockConfiguration().key])
    let report = try await test.run().report
    await server.shutdown()
    let reached = try #require(report.reached)
    print(
      "\(rate)/s: \(reached.words), \((reached.share * 10_000).rounded() / 100) % of the plan; \(report.verdict.rawValue) \((report.reasons ?? []).map(\.text))"
    )
    #expect(reached.isReached || !(report.reasons ?? []).isEmpty || reached.sentence != nil)
  }

  private static func share(of number: Int, _ spans: [(begin: Int64, end: Int64)], in span: Range<Int64>)
    -> Double
  {
    let changes = spans.flatMap { [($0.begin, 1), ($0.end, -1)] }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    var (count, last, exact) = (0, span.lowerBound, Int64(0))
    for change in changes + [(span.upperBound, 0)] {
      let at = min(max(change.0, span.lowerBound), span.upperBound)
      if count == number { exact += at - last }
      (count, last) = (count + change.1, at)
    }
    return Double(exact) / Double(span.upperBound - span.lowerBound)
  }
}
