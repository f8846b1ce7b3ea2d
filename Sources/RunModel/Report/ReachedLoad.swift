/// How much of what a load of arrivals had planned was begun while the plan lasted, and why not all of it.
public struct ReachedLoad: Sendable, Hashable, Codable {
  /// Why arrivals were not begun in time.
  public enum Reason: String, Sendable, Codable {
    /// The most tasks were in flight, so arrivals waited.
    case queued
    /// The most tasks were in flight, so arrivals were dropped.
    case dropped
    /// The generator was late.
    case generatorLate = "generator-late"
  }

  /// Arrivals that were planned.
  public var planned: Int
  /// Tasks that were begun before the plan's end.
  package var begunInTime: Int
  /// Arrivals that were dropped, because the most tasks were in flight.
  package var dropped: Int
  /// Seconds of the plan.
  package var length: Double
  /// The most tasks that may be in flight.
  package var maxInFlight: Int
  /// Why not all were begun in time; what was found, also when they were.
  public var reason: Reason

  /// Of counted arrivals.
  package init(
    planned: Int, begunInTime: Int, dropped: Int, length: Double, maxInFlight: Int, reason: Reason
  ) {
    (self.planned, self.begunInTime, self.dropped) = (planned, begunInTime, dropped)
    (self.length, self.maxInFlight, self.reason) = (length, maxInFlight, reason)
  }

  /// Of the planned ones, those that were begun in time, 0 to 1: the metric `achieved_rate`.
  public var share: Double { planned > 0 ? Double(begunInTime) / Double(planned) : 1 }

  /// The name of ``share`` in thresholds.
  package static let metric = "achieved_rate"

  /// Whether the load was that of the plan: at least 99 % of it.
  public var isReached: Bool { share >= 0.99 || length <= 0 }
}

extension ReachedLoad {
  /// What a run reached; `nil` when it had no single plan of arrivals, or was ended before the plan's end.
  package init?(
    _ header: ManifestHeader, _ measurements: RunMeasurements, _ stopReason: StopReason?,
    generatorWasLate: Bool
  ) {
    guard let rules = header.arrivalRules else { return nil }
    guard stopReason == nil || stopReason == .loadEnded, measurements.inclusive.total > 0 else { return nil }
    planned = measurements.inclusive.total
    length = header.execution.load.length ?? 0
    // Windows count attempts: those beyond a task's first one are taken off.
    let windows = measurements.windows
    let inPlan = zip(windows.windows, stride(from: 0, to: length, by: Double(windows.width)))
    let starts = inPlan.reduce(0) { $0 + $1.0.started } - measurements.inclusive.retries
    begunInTime = min(planned, max(0, starts))
    dropped = measurements.dropped
    maxInFlight = rules.maxInFlight
    reason = generatorWasLate ? .generatorLate : rules.overflow == .drop ? .dropped : .queued
  }

  /// What shards reached that ran side by side; `nil` when one of them had no such plan.
  package static func sum(_ parts: [ReachedLoad?]) -> ReachedLoad? {
    guard var sum = parts.first ?? nil else { return nil }
    for part in parts.dropFirst() {
      guard let part else { return nil }
      sum.planned += part.planned
      sum.begunInTime += part.begunInTime
      sum.dropped += part.dropped
      sum.maxInFlight += part.maxInFlight
      sum.length = max(sum.length, part.length)
      if part.reason == .generatorLate { sum.reason = .generatorLate }
    }
    return sum
  }

  /// What was asked and reached, in short.
  package var words: String {
    let rates = "\(Figures.digits(asked)) a second asked, \(Figures.digits(reached)) reached"
    return rates + (dropped > 0 ? ", \(Figures.count(dropped)) dropped" : "")
  }

  private var asked: Double { length > 0 ? Double(planned) / length : 0 }
  private var reached: Double { length > 0 ? Double(begunInTime) / length : 0 }

  /// What a reader must know of a load that was not reached, and why it was not.
  package var sentence: String? {
    if isReached { return nil }
    return
      "asked \(Figures.digits(asked)) arrivals a second, reached \(Figures.digits(reached)) (\(Figures.percent(share))): \(cause)"
  }

  private var cause: String {
    let places = "\(maxInFlight) tasks were in flight (max_in_flight), so the server was slower than the plan"
    return switch reason {
    case .generatorLate: "the generator was late"
    case .dropped: "\(dropped) arrivals were dropped while \(places)"
    case .queued: "arrivals waited while \(places)"
    }
  }
}
