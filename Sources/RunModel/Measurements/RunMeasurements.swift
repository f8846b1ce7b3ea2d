import Statistics

/// Everything that is measured in a run: a pure fold over results. Its size does not grow with their number.
public struct RunMeasurements: Sendable, Hashable, Codable {
  /// Counts of all results, warm-up included.
  public private(set) var inclusive = RunStatistics()
  /// Counts of the results after the warm-up: what thresholds judge.
  public private(set) var statistics = RunStatistics()
  /// The latencies after the warm-up.
  package private(set) var metrics = MetricTable()
  /// Response times that a limit cut short: longer than these, in nanoseconds.
  package private(set) var censored = Histogram()
  /// What happened over time, warm-up included.
  package private(set) var windows = TimeWindows()
  /// Failures by class, of all attempts.
  public private(set) var failures: [String: FailureGroup] = [:]
  /// The slowest attempts, slowest first.
  public private(set) var slowest: [ResultSample] = []
  /// Where the time of the slowest of them went, slowest first.
  package private(set) var slowTasks: [SlowTask] = []
  /// By scenario.
  package internal(set) var scenarios: [String: Slice] = [:]
  /// By variant.
  package internal(set) var variants: [String: Slice] = [:]
  /// By tag, `name:value`.
  package internal(set) var tags: [String: Slice] = [:]
  /// By node, `title (type)`.
  package internal(set) var nodes: [String: Slice] = [:]
  /// When nodes begin within their run, by the same names; `nil` in documents of older versions.
  package internal(set) var nodeOffsets: [String: NodeOffset]? = [:]
  /// By case id.
  package internal(set) var cases: [String: Cell] = [:]
  /// How often each expectation held and was broken.
  package private(set) var expectations: [String: [Int]] = [:]
  /// How like their references answers were.
  package private(set) var likeness = LikenessTable()
  /// Arrivals that were dropped because the most tasks were in flight, warm-up included.
  package private(set) var dropped = 0
  /// Sums over all exchanges.
  package private(set) var traffic = Traffic()
  /// Cells that were left out because there were too many.
  package internal(set) var droppedCells = 0
  /// Parts that were named before the run, such as by its thresholds; `nil` when none was.
  package private(set) var selections: [Selection]?
  /// Tasks by bands of performance; `nil` when there are none.
  package private(set) var bands: BandTable?
  /// Where the time of successes went.
  package private(set) var time = TimeProfile()
  /// Turns of conversations.
  package private(set) var turns = TurnTable()
  /// Calls that went with requests.
  package private(set) var calls = CallTable()
  /// How long tasks took by the length of their answers.
  package private(set) var lengths = LengthMoments()
  /// What it cost, warm-up included.
  package private(set) var money = MoneyTable()
  /// Where the warm-up ends; results planned earlier are kept out of `statistics` and `metrics`.
  package private(set) var warmUpEnd: RunInstant?
  /// Where the cool-down begins; results planned from then on are kept out too. `nil` when there is none.
  package private(set) var coolDownStart: RunInstant?

  /// The most cases that have a cell.
  package static let cellLimit = 2000
  /// The most slices of a kind.
  package static let sliceLimit = 500
  /// The most expectations that are counted one by one.
  package static let expectationLimit = 200
  static let slowestLimit = 20

  /// Nothing yet. Each of the selections is kept to full precision; tasks are counted by the bands, best first.
  package init(
    warmUpEnd: RunInstant? = nil, coolDownStart: RunInstant? = nil, selections: [Selection] = [],
    bands: [PerformanceBand]? = nil
  ) {
    (self.warmUpEnd, self.coolDownStart) = (warmUpEnd, coolDownStart)
    self.selections = selections.isEmpty ? nil : selections
    self.bands = bands.map(BandTable.init)
  }

  /// Whether some results are of the warm-up or the cool-down, and so in ``inclusive`` only.
  package var hasWarmUp: Bool { inclusive.total > statistics.total }

  /// A latency's series; empty when nothing was recorded.
  package func series(_ name: MetricName) -> MetricSeries { metrics[name] }

  /// A latency of what succeeded or was cut; with `failures`, tasks that failed count as longer than any success.
  public func sample(_ name: MetricName, failures: Bool) -> CensoredSample {
    let sample = series(name).sample
    return failures && name.isWaitedFor ? sample.adjusted(failures: statistics.broken) : sample
  }

  /// The latency of successes.
  public func latency(_ name: MetricName) -> Histogram { series(name).succeeded }

  /// Takes one result.
  package mutating func record(_ result: TaskResult) {
    let tally = Tally(result)
    inclusive.merge(tally.statistics)
    money.record(result)
    if case .dropped? = result.cancelReason { dropped += 1 }
    windows.record(result)
    recordFailures(result)
    recordSlowest(result)
    let isWarmUp =
      result.isWarmUp || warmUpEnd.map { result.intendedStart < $0 } ?? false
      || coolDownStart.map { result.intendedStart >= $0 } ?? false
    let parts = recordTime(result, isWarmUp: isWarmUp)
    if isWarmUp { return }
    result.forEachReading { metrics.record($0, $1, $2) }
    statistics.merge(tally.statistics)
    traffic.merge(tally.traffic)
    for attempt in result.attempts where attempt.status == .timeout {
      censored.record(attempt.responseTime.nanoseconds)
    }
    recordSlices(result, tally, parts)
    for index in 0..<(selections?.count ?? 0) { selections![index].record(result, tally) }
    recordCells(result, parts)
    turns.record(result)
    calls.record(result)
    lengths.record(result)
    bands?.record(result)
    likeness.record(result)
    for expectation in result.expectations { record(expectation) }
  }

  /// Expectations that name what each case wants may be many: what is over the limit is counted together.
  private mutating func record(_ result: ExpectationResult) {
    let isKnown = expectations[result.expectation] != nil || expectations.count < Self.expectationLimit
    let name = isKnown ? result.expectation : "other expectations"
    expectations[name, default: [0, 0]][result.holds ? 0 : 1] += 1
  }

  /// So many runs that the server was asked to stop may go on: the request failed.
  package mutating func recordFailedStops(_ count: Int) { traffic.stopsFailed(count) }

  /// Adds the measurements of another part: a shard, or a repetition. The order in which parts are added does not
  /// matter, and all parts together are the whole, unless the whole had left out cells beyond ``cellLimit``.
  package mutating func merge(_ other: RunMeasurements) {
    inclusive.merge(other.inclusive)
    money.merge(other.money)
    turns.merge(other.turns)
    calls.merge(other.calls)
    lengths.merge(other.lengths)
    likeness.merge(other.likeness)
    statistics.merge(other.statistics)
    metrics.merge(other.metrics)
    censored.merge(other.censored)
    mergeTime(other)
    failures.add(other.failures) { $0.merge($1) }
    slowest = Array((slowest + other.slowest).sorted(by: ResultSample.isSlower).prefix(Self.slowestLimit))
    slowTasks = Array((slowTasks + other.slowTasks).sorted(by: SlowTask.isSlower).prefix(SlowTask.limit))
    scenarios.add(other.scenarios) { $0.merge($1) }
    variants.add(other.variants) { $0.merge($1) }
    tags.add(other.tags) { $0.merge($1) }
    nodes.add(other.nodes) { $0.merge($1) }
    nodeOffsets = nodeOffsets ?? [:]
    nodeOffsets?.add(other.nodeOffsets ?? [:]) { $0.merge($1) }
    mergeCells(other)
    expectations.merge(other.expectations) { [$0[0] + $1[0], $0[1] + $1[1]] }
    traffic.merge(other.traffic)
    droppedCells += other.droppedCells
    dropped += other.dropped
    bands = bands.flatMap { own in other.bands.flatMap { own.merged($0) } }
    mergeSelections(other.selections ?? [])
  }

  private mutating func mergeTime(_ other: RunMeasurements) {
    if let moved = time.enrol(other.time.nodes.rows.map(\.name)) { windows = windows.withNodes(at: moved) }
    windows.merge(other.windows.withNodes(at: time.merge(other.time)))
  }

  /// Parts that only one side had named are not whole, and are left out.
  private mutating func mergeSelections(_ others: [Selection]) {
    selections = selections?.compactMap { own in
      guard let other = others.first(where: { $0.tags == own.tags }) else { return nil }
      var sum = own
      sum.merge(other)
      return sum
    }
  }
}

extension RunMeasurements {
  /// Whether the lists have the lengths that their readers count on. Documents come from outside.
  package var isConsistent: Bool {
    windows.isConsistent && lengths.isConsistent && expectations.values.allSatisfy { $0.count == 2 }
      && selections?.allSatisfy { $0.windows?.isConsistent ?? true } ?? true
      && bands.map { $0.counts.count == $0.bands.count } ?? true
  }
}

// MARK: - Recording

extension RunMeasurements {
  private mutating func recordFailures(_ result: TaskResult) {
    for attempt in result.attempts where !attempt.status.isSuccess {
      let label = attempt.failure?.rawValue ?? attempt.status.rawValue
      failures[label, default: FailureGroup()].add(result, attempt)
    }
  }

  /// Where the time of a success went; its parts.
  private mutating func recordTime(_ result: TaskResult, isWarmUp: Bool) -> TimeParts? {
    guard result.status.isSuccess, let spent = TaskTime(result) else {
      if !isWarmUp, result.status.isCut, let parts = TimeParts(result) { time.recordCut(parts) }
      return nil
    }
    if let moved = time.enrol(spent.nodes.map(\.name)) { windows = windows.withNodes(at: moved) }
    let places = time.places(spent)
    windows.record(spent.parts, places, at: result.finished)
    if !isWarmUp { time.record(spent, places) }
    return spent.parts
  }

  private mutating func recordSlowest(_ result: TaskResult) {
    for attempt in result.attempts {
      let response = attempt.responseTime.nanoseconds
      if slowest.count == Self.slowestLimit, let last = slowest.last, last.response > response { continue }
      let sample = ResultSample(result, attempt)
      let position = slowest.firstIndex { ResultSample.isSlower(sample, $0) } ?? slowest.count
      slowest.insert(sample, at: position)
      if slowest.count > Self.slowestLimit { slowest.removeLast() }
      if position < SlowTask.limit { keep(SlowTask(sample, attempt), at: position) }
    }
  }

  /// Both lists have one order.
  private mutating func keep(_ slow: SlowTask, at position: Int) {
    slowTasks.insert(slow, at: min(position, slowTasks.count))
    if slowTasks.count > SlowTask.limit { slowTasks.removeLast() }
  }
}
