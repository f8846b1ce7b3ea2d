import MockDify
import RunModel
import Session

/// How near a rate of arrivals came to its plan, by the stand-in's own count, and what the run says of it.
struct RateFact {
  let rate: Int
  let seconds: Int

  var line: String {
    get async throws {
      let configuration = try MockConfiguration(
        options: [
          "app": "workflow", "first_byte_ms": "0", "first_text_ms": "1", "gap_ms": "0", "events": "1",
        ])
      let server = try await MockDifyServer.start(configuration)
      let scenario = """
        name: rate
        target: {app: workflow, response_mode: blocking, base_url: "\(server.url)", api_key: "${KEY}"}
        matrix: {n: [1, 2, 3]}
        load: {rate: \(rate), duration: \(seconds)s, max_in_flight: 5000}
        """
      let report = try await LoadTest(scenario: scenario, environment: ["KEY": configuration.key]).run()
        .report
      let counters = await server.counters()
      await server.shutdown()
      let share = Double(counters.runsStarted) / Double(rate * seconds)
      let within = report.duration / Double(seconds) - 1
      return "\(rate)/s: the server counted \(counters.runsStarted) of \(rate * seconds) "
        + "(\(Figures.percent(share))), the run took \(Figures.percent(within)) longer than planned; "
        + (report.reached?.words ?? "") + "; it says: \(says(report))"
    }
  }

  private func says(_ report: ReportDocument) -> String {
    let words = (report.reasons ?? []).map(\.text) + report.generator.problems
    return words.isEmpty ? report.verdict.rawValue : words.joined(separator: "; ")
  }
}
