import Foundation
import RunModel
import Statistics
import Testing

@testable import Session

/// What is told by OTLP, and what becomes of what cannot be sent.
@Suite struct OTLPTests {
  static func metrics() -> RunMetrics {
    var metrics = RunMetrics()
    (metrics.run, metrics.name, metrics.elapsed, metrics.reached) = ("r", "s", 4, 2.5)
    metrics.asked = .init(isOfUsers: false, value: 40)
    metrics.failures = ["http-5xx": 3]
    var series = MetricSeries()
    for value in [500_000, 3_000_000, 3_000_000, 2_000_000_000_000] as [Int64] {
      series.succeeded.record(value)
    }
    metrics.latencies = [(.responseTime, series)]
    return metrics
  }

  /// Prometheus' own rules for OpenTelemetry's names: what is no letter becomes `_`, the unit follows, words in braces are
  /// none, and a sum ends with `_total`.
  private func translated(_ family: MetricFamily) -> String {
    var parts = [family.otlpName.replacing(".", with: "_")]
    let unit = family.otlpUnit.split(separator: "/").map(String.init)
    if let first = unit.first, !first.hasPrefix("{") { parts.append(["s": "seconds"][first] ?? first) }
    if unit.count > 1 { parts.append("per_" + (["s": "second"][unit[1]] ?? unit[1])) }
    if case .counters = family.points { parts.append("total") }
    return parts.joined(separator: "_")
  }

  @Test func bothSourcesHaveTheSameNamesInPrometheus() {
    var users = Self.metrics()
    users.asked = .init(isOfUsers: true, value: 3)
    let families = [.build] + Self.metrics().families + users.families
    for family in families { #expect(translated(family) == family.prometheusName) }
    #expect(Set(families.map(\.prometheusName)).count == 14)
    #expect(families.map(\.prometheusName).contains("floodgate_reached_tasks_per_second"))
  }

  /// Of both sources, since their names in Prometheus are the same.
  @Test func theDashboardAsksOnlyForWhatIsTold() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../../Packaging/grafana.json")
    let text = try String(contentsOf: file.standardizedFileURL, encoding: .utf8)
    let asked = Set(
      text.matches(of: #/floodgate_\w+/#).map { String($0.output).replacing(#/_bucket$/#, with: "") })
    var metrics = Self.metrics()
    metrics.latencies = RunMetrics.told.map { ($0, MetricSeries()) }
    var users = metrics
    users.asked = .init(isOfUsers: true, value: 3)
    let told = Set((metrics.families + users.families).map(translated))
    #expect(asked.count >= 10 && asked.isSubset(of: told), "\(asked.subtracting(told))")
  }

  @Test func aHistogramsBucketsAddUp() throws {
    let message = OTLPMetrics(resource: OTLPResource(run: "r", scenario: "s"), start: 5, now: 9).request(
      Self.metrics().families)
    let metrics = try #require(message["resourceMetrics"]?[0]?["scopeMetrics"]?[0]?["metrics"])
    let names = metrics.list.compactMap { $0["name"]?.stringValue }
    #expect(names.first == "floodgate.run_info" && names.last == "floodgate.response_time")
    let point = try #require(metrics.list.last?["histogram"]?["dataPoints"]?[0])
    let counts = point["bucketCounts"]?.list.compactMap { $0.stringValue.flatMap { Int($0) } } ?? []
    #expect(counts.count == 20 && counts.reduce(0, +) == 4 && point["count"] == "4")
    #expect(counts[0] == 1 && counts[2] == 2 && counts[19] == 1)
    #expect(point["explicitBounds"]?.list.count == 19 && point["startTimeUnixNano"] == "5")
  }

  private static func result(traceparent: String? = nil) -> TaskResult {
    let at = { RunInstant(nanoseconds: $0) }
    var exchange = ExchangeRecord()
    (exchange.send, exchange.firstText, exchange.close) = (at(200), at(400), at(900))
    (exchange.httpStatus, exchange.runID, exchange.traceparent) = (200, "run-1", traceparent)
    var loop = NodeSpan(
      nodeID: "l", type: "loop", title: "Loop", status: "succeeded", elapsed: .nanoseconds(500),
      startedAt: at(300))
    loop.finishedAt = at(800)
    var inner = NodeSpan(
      nodeID: "m", type: "llm", title: "Model", status: "failed", elapsed: .nanoseconds(100),
      startedAt: at(350),
      isNested: true, totalTokens: 7)
    inner.container = "l"
    let unseen = NodeSpan(nodeID: "x", type: "code", title: "X", status: "succeeded", elapsed: .zero)
    let open = NodeSpan(
      nodeID: "o", type: "code", title: "Open", status: NodeSpan.unfinished, elapsed: .zero,
      startedAt: at(700))
    exchange.nodes = [loop, inner, unseen, open]
    let attempt = AttemptRecord(
      number: 1, intendedStart: at(100), admitted: at(150), granted: at(150), start: at(180), end: at(900),
      status: .failed, failure: .gateway, message: "no", exchanges: [exchange])
    return TaskResult(
      index: 0, taskID: "task-1", caseID: "c", workflowID: "w", scenario: "s", status: .failed,
      failure: .gateway,
      errorMessage: "no", intendedStart: at(100), finished: at(900), attempts: [attempt])
  }

  private func spans(_ result: TaskResult) -> [JSONValue] {
    OTLPTraces(resource: OTLPResource(run: "r", scenario: "s"), origin: 1_000_000).spans(result)
  }

  @Test func aTaskIsATraceWithItsRequestsAndNodes() throws {
    let found = spans(Self.result())
    #expect(
      found.compactMap { $0["name"]?.stringValue } == [
        "task s", "request", "Loop (loop)", "Model (llm)", "Open (code)",
      ])
    #expect(Set(found.compactMap { $0["traceId"]?.stringValue }) == [TraceID(run: "r", task: "task-1").text])
    let ids = found.map { $0["spanId"] }
    #expect(Set(ids).count == 5 && found[0]["parentSpanId"] == nil)
    #expect(
      found.dropFirst().map { $0["parentSpanId"] } == [ids[0], ids[1], ids[2], ids[1]],
      "the model runs in the loop")
    #expect(found[0]["startTimeUnixNano"] == "1000100" && found[0]["endTimeUnixNano"] == "1000900")
    #expect(found[4]["endTimeUnixNano"] == "1000900", "what had not ended ends with its request")
    #expect(found[1]["events"]?[0]?["name"] == "first text" && found[1]["kind"] == 3)
    #expect(found.map { $0["status"]?["code"] } == [2, 2, nil, 2, nil])
    #expect(found[0]["status"]?["message"] == "no")
  }

  @Test func theSpanOfARequestIsThatWhichTheServerWasTold() {
    let told = "00-\(TraceID(run: "r", task: "task-1").text)-00f067aa0ba902b7-01"
    let found = spans(Self.result(traceparent: told))
    #expect(found[1]["spanId"] == "00f067aa0ba902b7" && found[2]["parentSpanId"] == "00f067aa0ba902b7")
  }

  @Test func theQueueIsBoundedAndCountsWhatItDrops() {
    var queue = TraceQueue()
    for _ in 0..<TraceQueue.limit + 10 { queue.add(Self.result()) }
    #expect(
      queue.waiting.count == TraceQueue.limit && queue.dropped == 10 && queue.drawn == TraceQueue.limit + 10)
    let taken = queue.take(200)
    for _ in 0..<150 { queue.add(Self.result()) }
    queue.putBack(taken)
    #expect(queue.waiting.count == TraceQueue.limit && queue.dropped == 160, "50 of 200 found room again")
    #expect(queue.take(9999).count == TraceQueue.limit && queue.take(1).isEmpty)
  }

  @Test func aCollectorIsAskedAgainLaterAndLater() {
    var state = OTLPState()
    var rests: [Double] = []
    for _ in 0..<7 {
      #expect(state.take(0, problem: "refused", retryAfter: nil, traces: 5, at: 100) == .again)
      rests.append(state.restsUntil - 100)
    }
    #expect(rests == [1, 2, 4, 8, 16, 30, 30] && state.problem == "refused" && state.refused == 0)
    #expect(state.take(200, problem: nil, retryAfter: nil, traces: 5, at: 200) == .done && state.sent == 5)
    #expect(
      state.take(503, problem: nil, retryAfter: 7, traces: 5, at: 200) == .again && state.restsUntil == 207)
    #expect(state.take(400, problem: nil, retryAfter: nil, traces: 5, at: 300) == .lost && state.refused == 5)
  }

  @Test(arguments: [
    ("", []), ("a=b", ["a: b"]),
    ("Authorization=Bearer%20x%2Cy , x-k = v=w", ["Authorization: Bearer x,y", "x-k: v=w"]),
  ]) func headersComeFromTheEnvironment(text: String, lines: [String]) throws {
    let settings = try OTLPSettings(
      url: "http://h:4318/", sample: 1, environment: [OTLPSettings.headersVariable: text])
    #expect(settings.headers == lines + ["Content-Type: application/json"] && settings.url == "http://h:4318")
    if lines.count > 1 { #expect(settings.secrets.redact("say Bearer x,y") == "say [secret]") }
  }

  @Test(arguments: [
    ("ftp://h", 1.0, "", "--otlp:"), ("http://u:hush@h", 1, "", "--otlp:"), ("http://", 1, "", "--otlp:"),
    ("http://h", 1.5, "", "--otlp-sample is 1.5"), ("http://h", .nan, "", "--otlp-sample"),
    ("http://h", 1, "hush", OTLPSettings.headersVariable),
    ("http://h", 1, "a=hush%0aX: 1", OTLPSettings.headersVariable),
    ("http://h", 1, "a b=hush", OTLPSettings.headersVariable),
  ]) func whatCannotBeUsedIsRefusedWithoutWhatIsSecret(
    url: String, sample: Double, headers: String, words: String
  ) {
    let problem = #expect(throws: UsageProblem.self) {
      try OTLPSettings(url: url, sample: sample, environment: [OTLPSettings.headersVariable: headers])
    }
    #expect(problem?.description.contains(words) == true && problem?.description.contains("hush") == false)
  }
}

extension JSONValue {
  fileprivate var list: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
}
