import Report
import RunModel
import Statistics

/// A made-up run of eight hours, seeded.
enum LargeRun {
  /// How many different cases, customers and nodes there are.
  struct Variety {
    var (cases, customers, nodes): (Int, Int, Int)

    /// As many as a report can hold.
    static let most = Variety(cases: 2000, customers: 2000, nodes: 40)
    static let usual = Variety(cases: 100, customers: 10, nodes: 8)
  }

  static func report(results: Int, seed: UInt64 = 1, _ variety: Variety = .most) -> ReportDocument {
    var random = SeededGenerator(seed: seed)
    var measurements = RunMeasurements()
    let step = Int64(8 * 3600 * 1_000_000_000) / Int64(results)
    for index in 0..<results { measurements.record(result(index, Int64(index) * step, variety, &random)) }
    return ReportDocument(
      runID: "bench", name: "a million results", startedAt: "2026-01-01T00:00:00Z", duration: 8 * 3600,
      manifest: ManifestFacts(contentHash: "", seed: 1, caseCount: 2000), execution: ExecutionPolicy(),
      targets: [], measurements: measurements, thresholds: [], verdict: .passed, peakConcurrency: 64)
  }

  private static func result(
    _ index: Int, _ start: Int64, _ variety: Variety, _ random: inout SeededGenerator
  ) -> TaskResult {
    let send = RunInstant(nanoseconds: start)
    let first = Int64(random.logNormal(median: 0.3, sigma: 0.5) * 1e9)
    let total = first + Int64(random.logNormal(median: 1.5, sigma: 0.6) * 1e9)
    var exchange = ExchangeRecord()
    (exchange.send, exchange.close) = (send, send + .nanoseconds(total))
    exchange.firstText = send + .nanoseconds(first)
    exchange.gaps = [first / 10, total / 100]
    exchange.tokens = TokenUsage(prompt: 30, completion: 60)
    exchange.nodes = [
      NodeSpan(
        nodeID: "n", type: "llm", title: "node \(index % variety.nodes)", status: "succeeded",
        elapsed: .nanoseconds(total),
        startedAt: send)
    ]
    let failure: FailureClass? = index % 50 == 0 ? [.gateway, .workflowFailed, .modelError][index % 3] : nil
    let status: TaskStatus = failure == nil ? .succeeded : .failed
    let attempt = AttemptRecord(
      number: 1, intendedStart: send, admitted: send, granted: send, start: send,
      end: send + .nanoseconds(total), status: status, failure: failure,
      message: failure.map { "a message about \($0.rawValue)" }, exchanges: [exchange])
    return TaskResult(
      index: index, taskID: "task-\(index)", caseID: "case\(index % variety.cases)", workflowID: "app",
      scenario: "scenario \(index % 3)", variant: nil, tags: ["customer": "\(index % variety.customers)"],
      parameters: [
        "topic": .string("topic \(index % 20)"), "size": .integer(Int64(index % 10)),
        "tone": .string("tone \(index % 10 / 2)"), "language": .string("language \(index % 4)"),
      ],
      status: status, failure: failure, errorMessage: attempt.message, intendedStart: send,
      finished: attempt.end, attempts: [attempt])
  }
}
