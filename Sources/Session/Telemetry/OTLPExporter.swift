import CurlTransport
import FoundationEssentials
import LoadEngine
import RunModel
import Synchronization

/// Sends a run's metrics and the traces of a sample of its tasks to a collector while it goes on. The load only puts
/// results into a bounded queue; everything else happens on a thread of its own, and nothing waits for it.
final class OTLPExporter: ResultSink, @unchecked Sendable {
  let feed = MetricsFeed()
  private let settings: OTLPSettings
  private let resource: OTLPResource
  private let client: BesideClient
  private let complain: @Sendable (String) -> Void
  private let queue = Mutex(TraceQueue())
  private let begun = ContinuousClock.now
  /// When the run's clock began, nanoseconds since 1970; set once, on the run's loop, before the first result.
  private let origin = Atomic<Int64>(0)
  /// Confined to the one task that sends.
  private var state = OTLPState()
  private var turns = 0

  /// Metrics are sent each so many turns of a second.
  private static let metricsEvery = 5
  /// Tasks of one message.
  private static let batch = 200
  /// What is left at the run's end has so long, seconds.
  private static let patience = 5.0

  /// Throws what the system refused.
  init(
    _ settings: OTLPSettings, run: String, scenario: String, besides: Besides = Besides(),
    complain: @escaping @Sendable (String) -> Void
  ) throws {
    (self.settings, self.complain) = (settings, complain)
    resource = OTLPResource(run: run, scenario: scenario)
    client = try BesideClient(settings.options)
    besides.add(client)
  }
}

// MARK: - On the run's loop

extension OTLPExporter {
  /// An attempt has begun at that instant of the run's clock.
  func began(at instant: RunInstant) {
    if origin.load(ordering: .relaxed) == 0 {
      origin.store(Self.wallClock - instant.nanoseconds, ordering: .relaxed)
    }
  }

  func record(_ result: TaskResult) {
    guard !result.attempts.isEmpty,
      TraceID(run: resource.run, task: result.taskID).isSampled(settings.sample)
    else { return }
    let light = result.withoutContent
    queue.withLock { $0.add(light) }
  }

  private static var wallClock: Int64 { Int64(Date().timeIntervalSince1970 * 1e9) }
}

// MARK: - On its own thread

extension OTLPExporter {
  /// Sends each second, until it is cancelled.
  func run() async {
    while !Task.isCancelled {
      try? await Task.sleep(for: .seconds(1))
      if Task.isCancelled { break }
      turns += 1
      guard now >= state.restsUntil else { continue }
      if turns.isMultiple(of: Self.metricsEvery) { await sendMetrics() }
      while now >= state.restsUntil, !Task.isCancelled, await sendTraces() {}
    }
  }

  /// Sends what is left, as long as there is time; what the report has to say of it. The run is over.
  func finish() async -> [String] {
    let deadline = now + Self.patience
    await sendMetrics()
    while now < deadline, now >= state.restsUntil, await sendTraces() {}
    await client.close()
    return notes
  }

  private var now: Double { (ContinuousClock.now - begun).inSeconds }

  private func sendMetrics() async {
    let (resource, start) = (resource, origin.load(ordering: .relaxed))
    guard let metrics = feed.last, start > 0 else { return }
    let time = start + Int64(metrics.elapsed * 1e9)
    _ = await send("/v1/metrics", traces: 0) {
      OTLPMetrics(resource: resource, start: start, now: time).request([.build] + metrics.families)
    }
  }

  /// Whether there was something, and it is dealt with.
  private func sendTraces() async -> Bool {
    let batch = queue.withLock { $0.take(Self.batch) }
    if batch.isEmpty { return false }
    let traces = OTLPTraces(resource: resource, origin: origin.load(ordering: .relaxed))
    let end = await send("/v1/traces", traces: batch.count) { traces.request(batch) }
    if end == .again { queue.withLock { $0.putBack(batch) } }
    return end != .again
  }

  private func send(_ path: String, traces: Int, _ message: @escaping @Sendable () -> JSONValue) async
    -> OTLPState.End
  {
    let (url, headers, hadProblem) = (settings.url + path, settings.headers, state.problem != nil)
    let answer = await client.send {
      HTTPRequest(
        .post, url, headers: headers, body: CanonicalJSON.bytes(of: message()), timeout: 5000)
    }
    let end = state.take(
      answer.status, problem: answer.problem, retryAfter: answer.retryAfter, traces: traces, at: now)
    if end == .done { lookAtPart(answer.body) }
    if !hadProblem, let problem = state.problem {
      complain("otlp: \(settings.secrets.redact("\(url): \(problem)")); the run goes on without it")
    }
    return end
  }

  private func lookAtPart(_ body: [UInt8]) {
    guard let part = try? JSONReader.value(of: body)["partialSuccess"],
      let spans = part["rejectedSpans"]?.stringValue.flatMap({ Int($0) })
        ?? part["rejectedSpans"]?.doubleValue.flatMap({ Int(exactly: $0) }), spans > 0
    else { return }
    state.refuse(spans, part["errorMessage"]?.stringValue?.cropped(200) ?? "no reason given")
  }
}

// MARK: - Words

extension OTLPExporter {
  private var notes: [String] {
    let queue = queue.withLock { $0 }
    let problem = state.problem.map { settings.secrets.redact($0) }
    let lost = [
      (queue.dropped, "found no room in the queue of \(TraceQueue.limit)"),
      (state.refused, "were refused"), (queue.waiting.count, "were not sent before the run's end"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    if queue.drawn == 0, settings.sample > 0 {
      return [
        "otlp: no task was in the sample of \(settings.sample) (--otlp-sample), so that no trace was sent"
      ]
    }
    if lost.isEmpty, problem == nil { return [] }
    let words = ["otlp: \(state.sent) of \(queue.drawn) sampled traces were sent"] + lost
    return [words.joined(separator: ", ") + (problem.map { " (first problem: \($0))" } ?? "")]
  }
}

extension TaskResult {
  /// Without what spans do not tell, and what may be large.
  fileprivate var withoutContent: TaskResult {
    var light = self
    (light.outputs, light.parameters, light.expectations) = (.null, [:], [])
    for attempt in light.attempts.indices {
      for exchange in light.attempts[attempt].exchanges.indices {
        light.attempts[attempt].exchanges[exchange].gaps = []
        light.attempts[attempt].exchanges[exchange].received = nil
      }
    }
    return light
  }
}
