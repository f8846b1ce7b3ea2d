import RunModel
import Statistics

@testable import Judgement
@testable import Pages
@testable import Report

/// A made-up run, seeded: three parameters, three nodes, some failures.
enum SampleRun {
  static func result(_ index: Int, _ random: inout SeededGenerator, hostile: String? = nil) -> TaskResult {
    let start = Int64(index) * 20_000_000
    let send = RunInstant(nanoseconds: start + 1_000_000)
    let first = Int64(random.logNormal(median: 0.2, sigma: 0.4) * 1e9)
    let total = first + Int64(random.logNormal(median: 0.5, sigma: 0.5) * 1e9)
    var exchange = ExchangeRecord()
    exchange.send = send
    exchange.firstByte = send + .nanoseconds(first / 2)
    exchange.firstEvent = exchange.firstByte
    exchange.firstText = send + .nanoseconds(first)
    exchange.close = send + .nanoseconds(total)
    exchange.gaps = TextGaps((0..<10).map { _ in Int64(random.exponential(mean: 0.02) * 1e9) })
    (exchange.events, exchange.textEvents, exchange.httpStatus) = (20, 11, 200)
    exchange.bytesReceived = 5000
    exchange.tokens = TokenUsage(prompt: 30, completion: 60)
    exchange.price = Price(units: 1_500_000)
    exchange.serverElapsed = .nanoseconds(total * 9 / 10)
    exchange.runID = hostile ?? "run-\(index)"
    exchange.nodes = ["Start", "LLM", "End"].map {
      NodeSpan(
        nodeID: $0, type: $0.lowercased(), title: hostile ?? $0, status: "succeeded",
        elapsed: .nanoseconds($0 == "LLM" ? total : 1_000_000),
        startedAt: send + .nanoseconds($0 == "End" ? total : 0))
    }
    let fails = random.nextUnit() < 0.05
    let failure: FailureClass? = fails ? [.gateway, .workflowFailed, .appRefused][index % 3] : nil
    let status: TaskStatus = fails ? .failed : .succeeded
    let end = send + .nanoseconds(total)
    let attempt = AttemptRecord(
      number: 1, intendedStart: RunInstant(nanoseconds: start), admitted: RunInstant(nanoseconds: start),
      granted: RunInstant(nanoseconds: start), start: send, end: end, status: status, failure: failure,
      message: fails ? hostile ?? "it said no" : nil, exchanges: [exchange])
    return TaskResult(
      index: index, taskID: hostile ?? "task-\(index + 1)",
      caseID: hostile.map { "\($0)\(index % 6)" } ?? "case-\(index % 12)",
      workflowID: "app", scenario: hostile ?? (index.isMultiple(of: 3) ? "chat" : "search"),
      variant: hostile ?? "a",
      tags: ["kind": hostile ?? "x"],
      parameters: [
        "topic": .string(hostile ?? ["tides", "bees", "bridges"][index % 3]),
        "size": .integer(Int64(index % 4)),
      ],
      status: status, failure: failure, errorMessage: attempt.message,
      intendedStart: RunInstant(nanoseconds: start), finished: end,
      attempts: [attempt])
  }

  static func measurements(_ count: Int, seed: UInt64 = 1, hostile: String? = nil) -> RunMeasurements {
    var random = SeededGenerator(seed: seed)
    var measurements = RunMeasurements()
    for index in 0..<count { measurements.record(result(index, &random, hostile: hostile)) }
    return measurements
  }

  static func report(
    _ count: Int = 500, thresholds: [String] = ["success_rate >= 0.9", "response_time.p95 < 1ms"],
    hostile: String? = nil
  ) -> ReportDocument {
    let measurements = measurements(count, hostile: hostile)
    let duration = Double(count) * 0.02
    let gate = try! Gate(thresholds.map { ThresholdDefinition(expression: $0) })
    var report = ReportDocument(
      runID: hostile ?? "r-1", name: hostile ?? "sample", startedAt: hostile ?? "2026-11-24T12:00:00Z",
      duration: duration,
      manifest: ManifestFacts(contentHash: hostile ?? "abc", seed: 1, caseCount: 12),
      execution: ExecutionPolicy(),
      targets: [
        TargetFacts(
          name: hostile ?? "default", baseURL: hostile ?? "http://localhost/v1", app: hostile ?? "workflow",
          responseMode: "streaming",
          serverVersion: hostile ?? "1.11.2", connections: "pool", insecure: false)
      ], measurements: measurements, thresholds: [], verdict: .invalid,
      peakConcurrency: 40,
      environment: ["host": hostile ?? "h"], notes: [hostile ?? "a note"])
    report.tags = hostile.map { [$0, "release=\($0)"] }
    report.reconciliations = hostile.map { [reconciliation(differing: [.endedUnseen: 2], hostile: $0)] }
    return report.judged(by: gate)
  }

  /// As much as a report can hold: 2 000 of everything that is counted by name, and more than 10^6 results.
  static func largest() -> ReportDocument {
    var random = SeededGenerator(seed: 3)
    var measurements = RunMeasurements()
    for index in 0..<4000 {
      var result = result(index * 3, &random)
      let name = "<'\(index % 2100)'> " + String(repeating: "&", count: 30)
      result.caseID = name
      result.tags = ["name": name]
      result.parameters = [
        "topic": .string("<\(index % 20)>" + String(repeating: "\"", count: 30)),
        "size": .integer(Int64(index % 12)),
        "tone": .string("'\(index % 15)'"), "depth": .integer(Int64(index % 7)),
      ]
      result.attempts[0].exchanges[0].nodes[0].title = name
      measurements.record(result)
    }
    for _ in 0..<9 { measurements.merge(measurements) }
    var report = report(10)
    (report.measurements, report.duration) = (measurements, 240)
    report.environment = Dictionary(
      uniqueKeysWithValues: (0..<500).map { ("<\($0)>", String(repeating: "<", count: 900)) })
    report.notes = (0..<500).map { "\($0)" + String(repeating: "&", count: 900) }
    return report
  }

  /// One attempt in ten is cut at 60 s.
  static func timeouts() -> ReportDocument {
    var random = SeededGenerator(seed: 4)
    var measurements = RunMeasurements()
    for index in 0..<400 {
      var result = result(index, &random)
      (result.status, result.failure) = (.succeeded, nil)
      if index.isMultiple(of: 10) {
        (result.status, result.failure) = (.timeout, .timeoutStreaming)
        result.attempts[0].end = result.attempts[0].intendedStart + .seconds(60)
        result.attempts[0].exchanges[0].close = nil
      }
      result.attempts[0].status = result.status
      result.attempts[0].failure = result.failure
      measurements.record(result)
    }
    var report = report(10)
    (report.measurements, report.duration) = (measurements, 68)
    return report
  }
}

extension SampleRun {
  /// One of 2 400 tasks that Ctrl-C ended when so many had ended.
  static func interrupted(_ succeeded: Int, of ended: Int) -> ReportDocument {
    var report = report(0)
    report.measurements = GateTests.run(succeeded, of: ended)
    for index in ended..<2400 {
      var task = GateTests.result(index)
      task.status = .cancelled
      report.measurements.record(task)
    }
    report.stopReason = .user("ctrl-c")
    return report
  }

  /// One of several runs of the same build: an id and measurements of its own.
  /// A record with the first of each kind of difference.
  static func reconciliation(
    differing: [Reconciliation.Difference.Kind: Int] = [:], hostile: String? = nil
  ) -> Reconciliation {
    var found = Reconciliation(target: hostile ?? "default")
    (found.sent, found.begun, found.unanswered, found.waited) = (500, 490, 10, 2.5)
    (found.seen, found.recorded) = ([.succeeded: 480, .cut: 10], [.succeeded: 485, .running: 5])
    (found.cut, found.stoppedAfter) = ([.succeeded: 5, .running: 5], 5)
    for kind in Reconciliation.Difference.Kind.allCases {
      for number in 0..<(differing[kind] ?? 0) {
        found.add(.init(kind, id: hostile ?? "run-\(kind.rawValue)-\(number)", seen: .cut, record: .running))
      }
    }
    found.notes = hostile.map { [$0] } ?? []
    return found
  }

  static func run(_ number: Int, _ count: Int = 300) -> ReportDocument {
    var report = report(0, thresholds: [])
    report.runID = "run-\(number)"
    report.measurements = measurements(count, seed: UInt64(number + 1))
    report.duration = Double(count) * 0.02
    report.verdict = .passed
    return report
  }
}
