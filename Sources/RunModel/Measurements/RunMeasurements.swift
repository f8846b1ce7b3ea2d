import Statistics

/// Everything that is measured in a run: a pure fold over results. Its size does not grow with their number.
public struct RunMeasurements: Sendable, Hashable, Codable {
  /// Counts of all results, warm-up included.
  public private(set) var inclusive = RunStatistics()
  /// Counts of the results after the warm-up: what thresholds judge.
  public private(set) var statistics = RunStatistics()
  /// The latencies after the warm-up.
  public private(set) var metrics = MetricTable()
  /// Response times that a limit cut short: longer than these, in nanoseconds.
  public private(set) var censored = Histogram()
  /// What happened over time, warm-up included.
  public private(set) var windows = TimeWindows()
  /// Failures by class, of all attempts.
  public private(set) var failures: [String: FailureGroup] = [:]
  /// The slowest attempts, slowest first.
  public private(set) var slowest: [ResultSample] = []
  /// By scenario.
  public internal(set) var scenarios: [String: Slice] = [:]
  /// By variant.
  public internal(set) var variants: [String: Slice] = [:]
  /// By tag, `name:value`.
  public internal(set) var tags: [String: Slice] = [:]
  /// By node, `title (type)`.
  public internal(set) var nodes: [String: Slice] = [:]
  /// When nodes begin within their run, by the same names; `nil` in documents of older versions.
  public internal(set) var nodeOffsets: [String: NodeOffset]? = [:]
  /// By case id.
  public internal(set) var cases: [String: Cell] = [:]
  /// How often each expectation held and was broken.
  public private(set) var expectations: [String: [Int]] = [:]
  /// Sums over all exchanges.
  public private(set) var traffic = Traffic()
  /// Cells that were left out because there were too many.
  public internal(set) var droppedCells = 0
  /// Where the warm-up ends; results planned earlier are kept out of `statistics` and `metrics`.
  public private(set) var warmUpEnd: RunInstant?

  /// The most cells of a kind.
  public static let cellLimit = 2000
  static let slowestLimit = 20

  /// Of nothing.
  public init(warmUpEnd: RunInstant? = nil) { self.warmUpEnd = warmUpEnd }

  /// A latency's series; empty when nothing was recorded.
  public func series(_ name: MetricName) -> MetricSeries { metrics[name] }

  /// The latency of successes.
  public func latency(_ name: MetricName) -> Histogram { series(name).succeeded }

  /// Takes one result.
  public mutating func record(_ result: TaskResult) {
    inclusive.add(result)
    recordWindows(result)
    recordFailures(result)
    recordSlowest(result)
    if let warmUpEnd, result.intendedStart < warmUpEnd { return }
    statistics.add(result)
    for attempt in result.attempts { recordAttempt(attempt) }
    recordLatency(
      .taskTotal, result.totalTime, success: result.status.isSuccess, if: !result.attempts.isEmpty)
    recordSlices(result)
    recordCells(result)
    for expectation in result.expectations {
      expectations[expectation.expectation, default: [0, 0]][expectation.holds ? 0 : 1] += 1
    }
  }

  /// So many runs that the server was asked to stop may go on: the request failed.
  public mutating func recordFailedStops(_ count: Int) { traffic.stopsFailed(count) }

  /// Adds the measurements of another part: a shard, or a repetition.
  public mutating func merge(_ other: RunMeasurements) {
    inclusive.merge(other.inclusive)
    statistics.merge(other.statistics)
    metrics.merge(other.metrics)
    censored.merge(other.censored)
    windows.merge(other.windows)
    failures.merge(other.failures) { $0.merged($1) }
    slowest = Array((slowest + other.slowest).sorted { $0.response > $1.response }.prefix(Self.slowestLimit))
    scenarios.merge(other.scenarios) { $0.merged($1) }
    variants.merge(other.variants) { $0.merged($1) }
    tags.merge(other.tags) { $0.merged($1) }
    nodes.merge(other.nodes) { $0.merged($1) }
    nodeOffsets = (nodeOffsets ?? [:]).merging(other.nodeOffsets ?? [:]) { $0.merged($1) }
    cases.merge(other.cases) { $0.merged($1) }
    expectations.merge(other.expectations) { [$0[0] + $1[0], $0[1] + $1[1]] }
    traffic.merge(other.traffic)
    droppedCells += other.droppedCells
  }
}

// MARK: - Recording

extension RunMeasurements {
  private mutating func recordWindows(_ result: TaskResult) {
    let position = TimeWindow.statuses.firstIndex(of: result.status) ?? 3
    for attempt in result.attempts {
      windows.count(from: attempt.start, to: attempt.end)
      windows.update(at: attempt.end) { window in
        if let failure = attempt.failure { window.failures[failure.rawValue, default: 0] += 1 }
        if attempt.status.isSuccess {
          window.response.record(attempt.responseTime.nanoseconds)
          if let first = attempt.timeToFirstText { window.firstText.record(first.nanoseconds) }
        }
        for exchange in attempt.exchanges {
          window.tokens += exchange.tokens?.total ?? 0
          window.events += exchange.events
          window.bytes += exchange.bytesReceived
        }
      }
    }
    windows.update(at: result.finished) { $0.finished[position] += 1 }
  }

  private mutating func recordAttempt(_ attempt: AttemptRecord) {
    let success = attempt.status.isSuccess
    if attempt.status == .timeout { censored.record(attempt.responseTime.nanoseconds) }
    recordLatency(.responseTime, attempt.responseTime, success: success)
    recordLatency(.serviceTime, attempt.serviceTime, success: success)
    recordLatency(.lateness, attempt.lateness, success: success)
    recordLatency(.queueWait, attempt.admitted - attempt.intendedStart, success: success)
    recordLatency(
      .tokenWait, attempt.granted - attempt.admitted, success: success, if: attempt.granted > attempt.admitted
    )
    for exchange in attempt.exchanges { recordExchange(exchange, success: success) }
  }

  private mutating func recordExchange(_ exchange: ExchangeRecord, success: Bool) {
    traffic.add(exchange)
    guard let send = exchange.send else { return }
    if let connected = exchange.connected, connected > send {
      recordLatency(.connect, connected - send, success: success)
    }
    if let instant = exchange.firstByte { recordLatency(.timeToFirstByte, instant - send, success: success) }
    if let instant = exchange.firstEvent { recordLatency(.firstEvent, instant - send, success: success) }
    if let instant = exchange.firstText { recordLatency(.timeToFirstText, instant - send, success: success) }
    for gap in exchange.gaps { recordLatency(.interToken, .nanoseconds(gap), success: success) }
    guard let close = exchange.close else { return }
    if let elapsed = exchange.serverElapsed {
      recordLatency(.serverElapsed, elapsed, success: success)
      recordLatency(.overhead, close - send - elapsed, success: success)
    }
    if let tokens = exchange.tokens?.completion, tokens > 0 {
      recordLatency(.timePerToken, (close - send) / tokens, success: success)
    }
  }

  private mutating func recordLatency(
    _ name: MetricName, _ duration: Duration, success: Bool, if condition: Bool = true
  ) {
    if condition {
      metrics.record(name, duration.nanoseconds, success: success)
    }
  }

  private mutating func recordFailures(_ result: TaskResult) {
    for attempt in result.attempts where !attempt.status.isSuccess {
      let label = attempt.failure?.rawValue ?? attempt.status.rawValue
      failures[label, default: FailureGroup()].count += 1
      if failures[label]!.samples.count < FailureGroup.sampleLimit {
        failures[label]!.samples.append(ResultSample(result, attempt))
      }
    }
  }

  private mutating func recordSlowest(_ result: TaskResult) {
    for attempt in result.attempts {
      let response = attempt.responseTime.nanoseconds
      if slowest.count == Self.slowestLimit, let last = slowest.last, last.response >= response { continue }
      let position = slowest.firstIndex { $0.response < response } ?? slowest.count
      slowest.insert(ResultSample(result, attempt), at: position)
      if slowest.count > Self.slowestLimit { slowest.removeLast() }
    }
  }
}
