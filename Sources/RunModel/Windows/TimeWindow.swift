import Statistics

/// What happened in one stretch of the run's time.
package struct TimeWindow: Sendable, Hashable, Codable {
  /// Attempts that began.
  package var started = 0
  /// Tasks that finished, by their status: succeeded, failed, timeout, error, cancelled.
  package var finished = [0, 0, 0, 0, 0]
  /// Attempts that ended.
  package var ended = 0
  /// Response times of successes.
  package var response = LatencySketch()
  /// Times to first text of successes.
  package var firstText = LatencySketch()
  /// Response times at which limits and stops cut attempts; `nil` when there were none.
  package var responseCut: LatencySketch?
  /// The same of attempts whose first text had not come, from their send.
  package var firstTextCut: LatencySketch?
  /// Failures by class.
  package var failures: [String: Int] = [:]
  /// Tokens used.
  package var tokens = 0
  /// Events received.
  package var events = 0
  /// Bytes received.
  package var bytes: Int64 = 0
  /// Sums of the parts of tasks that succeeded and finished in it.
  package var parts = TimeParts()
  /// How many they are.
  package var partTasks = 0
  /// Their time on the critical path, by the places of nodes in ``NodeTable``.
  package var nodeTime: [Int64] = []
  /// Nanoseconds from the window's beginning to each end in it, less those to each beginning: with the attempts open
  /// at the window's end it says how much time attempts spent in the window. `nil` in documents of older versions.
  package var openShift: Int64? = 0

  /// Nothing yet.
  package init() {}

  /// All tasks that finished.
  package var total: Int { finished.reduce(0, +) }

  static let statuses: [TaskStatus] = [.succeeded, .failed, .timeout, .error, .cancelled]

  mutating func merge(_ other: TimeWindow) {
    started += other.started
    ended += other.ended
    for index in finished.indices { finished[index] += other.finished[index] }
    response.merge(other.response)
    firstText.merge(other.firstText)
    responseCut.merge(other.responseCut)
    firstTextCut.merge(other.firstTextCut)
    failures.merge(other.failures, uniquingKeysWith: +)
    tokens += other.tokens
    events += other.events
    bytes += other.bytes
    parts += other.parts
    partTasks &+= other.partTasks
    nodeTime.add(other.nodeTime)
    openShift = openShift.flatMap { shift in other.openShift.map { shift + $0 } }
  }

  /// The same window, counted from `nanoseconds` earlier.
  fileprivate func shifted(by nanoseconds: Int64) -> TimeWindow {
    var window = self
    window.openShift = openShift.map { $0 + Int64(ended - started) * nanoseconds }
    return window
  }
}

/// The windows of a run: at most ``limit``; when time goes on, two and two become one.
package struct TimeWindows: Sendable, Hashable, Codable {
  /// The most windows.
  package static let limit = 240
  /// Seconds of one window.
  package private(set) var width = 1
  /// The windows from the run's start on.
  package private(set) var windows: [TimeWindow] = []

  /// Nothing yet.
  package init() {}

  /// Counts an attempt that began and ended.
  mutating func count(from start: RunInstant, to end: RunInstant) {
    update(at: start) { $0.started += 1 }
    shift(at: start, sign: -1)
    update(at: end) { $0.ended += 1 }
    shift(at: end, sign: 1)
  }

  private mutating func shift(at instant: RunInstant, sign: Int64) {
    let nanoseconds = max(0, instant.nanoseconds)
    let index = Int(nanoseconds / 1_000_000_000) / width
    windows[index].openShift? += sign * (nanoseconds - Int64(index * width) * 1_000_000_000)
  }

  /// Attempts in flight on average over each window, the last one up to the run's end: exact, as the time that all
  /// attempts spent in the window, divided by its length. `nil` where the document does not say.
  package func meanInFlight(duration: Double) -> [Double?] {
    var open = 0
    return windows.enumerated().map { index, window in
      open += window.started - window.ended
      guard let shift = window.openShift else { return nil }
      let length = min(Double(width), duration - Double(index * width))
      let spent = Double(open) * Double(width) + Double(shift) / 1e9
      return length > 0 ? max(0, spent / length) : nil
    }
  }

  var isConsistent: Bool {
    width >= 1 && width <= 1 << 40 && windows.count <= Self.limit
      && windows.allSatisfy { $0.finished.count == TimeWindow.statuses.count }
  }

  /// Changes the window of an instant.
  mutating func update(at instant: RunInstant, _ change: (inout TimeWindow) -> Void) {
    let second = Int(max(0, instant.nanoseconds) / 1_000_000_000)
    while second / width >= Self.limit { coarsen() }
    let index = second / width
    while windows.count <= index { windows.append(TimeWindow()) }
    change(&windows[index])
  }

  /// Adds the windows of another part of the same run.
  mutating func merge(_ other: TimeWindows) {
    var other = other
    while other.width < width { other.coarsen() }
    while width < other.width { coarsen() }
    while windows.count < other.windows.count { windows.append(TimeWindow()) }
    for (index, window) in other.windows.enumerated() { windows[index].merge(window) }
  }

  /// Takes where the time of a success went.
  mutating func record(
    _ parts: TimeParts, _ nodes: [(place: Int, nanoseconds: Int64)], at instant: RunInstant
  ) {
    update(at: instant) { window in
      window.parts += parts
      window.partTasks += 1
      window.nodeTime.add(nodes)
    }
  }

  /// The same with its nodes at other places.
  func withNodes(at places: [Int]) -> TimeWindows {
    var moved = self
    for index in windows.indices { moved.windows[index].nodeTime = windows[index].nodeTime.moved(to: places) }
    return moved
  }

  private mutating func coarsen() {
    width *= 2
    var halved: [TimeWindow] = []
    for (index, window) in windows.enumerated() {
      if index.isMultiple(of: 2) {
        halved.append(window)
      } else {
        halved[index / 2].merge(window.shifted(by: Int64(width / 2) * 1_000_000_000))
      }
    }
    windows = halved
  }
}

extension TimeWindows {
  /// Takes one result: each attempt where it began and where it ended.
  mutating func record(_ result: TaskResult) {
    let position = TimeWindow.statuses.firstIndex(of: result.status) ?? 3
    for attempt in result.attempts {
      count(from: attempt.start, to: attempt.end)
      update(at: attempt.end) { window in
        if let failure = attempt.failure { window.failures[failure.rawValue, default: 0] += 1 }
        if attempt.status.isSuccess {
          window.response.record(attempt.responseTime.nanoseconds)
          if let first = attempt.timeToFirstText { window.firstText.record(first.nanoseconds) }
        }
        attempt.forEachCut { name, nanoseconds in
          switch name {
          case .responseTime: window.responseCut.record(nanoseconds)
          case .timeToFirstText: window.firstTextCut.record(nanoseconds)
          default: break
          }
        }
        for exchange in attempt.exchanges {
          window.tokens += exchange.tokens?.total ?? 0
          window.events += exchange.events
          window.bytes += exchange.bytesReceived
        }
      }
    }
    update(at: result.finished) { $0.finished[position] += 1 }
  }
}

extension LatencySketch? {
  fileprivate mutating func record(_ nanoseconds: Int64) {
    var sketch = self ?? LatencySketch()
    sketch.record(nanoseconds)
    self = sketch
  }

  fileprivate mutating func merge(_ other: LatencySketch?) {
    guard let other else { return }
    var sketch = self ?? LatencySketch()
    sketch.merge(other)
    self = sketch
  }
}
