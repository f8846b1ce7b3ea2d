import MockDify
import RunModel
import Session

/// How long exactly as many tasks were in flight as users were asked for, by the stand-in's own log: from the request's
/// last byte to the answer's.
struct ConcurrencyFact {
  let users: Int
  /// Seconds that the server takes for a task.
  let task: Int

  private var warmUp: Int { task + 2 }
  private var steady: Int { max(20, task) }

  var line: String {
    get async throws {
      var configuration = try MockConfiguration(
        options: [
          "app": "workflow", "first_text_ms": "\(task * 1000)", "gap_ms": "0", "events": "2", "spread": "0.2",
        ])
      configuration.keepsLog = true
      let server = try await MockDifyServer.start(configuration)
      let scenario = """
        name: fact
        target: {app: workflow, base_url: "\(server.url)", api_key: "${KEY}"}
        matrix: {n: [1, 2, 3]}
        load: {users: \(users), warm_up: \(warmUp)s, duration: \(steady)s}
        """
      _ = try await LoadTest(scenario: scenario, environment: ["KEY": configuration.key]).run()
      let log = await server.log()
      await server.shutdown()
      let spans = log.compactMap { entry in entry.end.map { (begin: entry.received, end: $0) } }
      return words(spans)
    }
  }

  private func words(_ spans: [(begin: Int64, end: Int64)]) -> String {
    let first = spans.map(\.begin).min() ?? 0
    let from = first + Int64(warmUp) * 1_000_000_000
    let exact = share(spans, in: from..<from + Int64(steady) * 1_000_000_000)
    return
      "\(users) users, tasks of \(task) s: exactly \(users) in flight in \(Figures.percent(exact)) of \(steady) s"
  }

  /// The share of a time, nanoseconds, in which exactly as many were in flight.
  private func share(_ spans: [(begin: Int64, end: Int64)], in time: Range<Int64>) -> Double {
    let changes = spans.flatMap { [($0.begin, 1), ($0.end, -1)] }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    var (count, last, exact) = (0, time.lowerBound, Int64(0))
    for (at, change) in changes + [(time.upperBound, 0)] {
      let instant = min(max(at, time.lowerBound), time.upperBound)
      if count == users { exact += instant - last }
      (count, last) = (count + change, instant)
    }
    return Double(exact) / Double(time.upperBound - time.lowerBound)
  }
}
