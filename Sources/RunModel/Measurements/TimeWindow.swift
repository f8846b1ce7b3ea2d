import Statistics

/// What happened in one stretch of the run's time.
public struct TimeWindow: Sendable, Hashable, Codable {
  /// Attempts that began.
  public var started = 0
  /// Tasks that finished, by their status: succeeded, failed, timeout, error, cancelled.
  public var finished = [0, 0, 0, 0, 0]
  /// Attempts that ended.
  public var ended = 0
  /// Response times of successes.
  public var response = LatencySketch()
  /// Times to first text of successes.
  public var firstText = LatencySketch()
  /// Failures by class.
  public var failures: [String: Int] = [:]
  /// Tokens used.
  public var tokens = 0
  /// Events received.
  public var events = 0
  /// Bytes received.
  public var bytes: Int64 = 0

  /// Of nothing.
  public init() {}

  /// All tasks that finished.
  public var total: Int { finished.reduce(0, +) }

  static let statuses: [TaskStatus] = [.succeeded, .failed, .timeout, .error, .cancelled]

  mutating func merge(_ other: TimeWindow) {
    started += other.started
    ended += other.ended
    for index in finished.indices { finished[index] += other.finished[index] }
    response.merge(other.response)
    firstText.merge(other.firstText)
    failures.merge(other.failures, uniquingKeysWith: +)
    tokens += other.tokens
    events += other.events
    bytes += other.bytes
  }
}

/// The windows of a run: at most ``limit``; when time goes on, two and two become one.
public struct TimeWindows: Sendable, Hashable, Codable {
  /// The most windows.
  public static let limit = 240
  /// Seconds of one window.
  public private(set) var width = 1
  /// The windows from the run's start on.
  public private(set) var windows: [TimeWindow] = []

  /// Of nothing.
  public init() {}

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

  private mutating func coarsen() {
    width *= 2
    var halved: [TimeWindow] = []
    for (index, window) in windows.enumerated() {
      if index.isMultiple(of: 2) { halved.append(window) } else { halved[index / 2].merge(window) }
    }
    windows = halved
  }
}
