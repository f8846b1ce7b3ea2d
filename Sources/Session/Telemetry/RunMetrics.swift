import RunModel
import Statistics

/// What of a run under way is measured by others, at one instant: sums that only grow, and how it stands.
package struct RunMetrics: Sendable {
  /// The run's id and its scenario.
  package var run = ""
  package var name = ""
  package var phase = RunProgress.Phase.running
  /// Seconds since the start.
  package var elapsed = 0.0
  /// Attempts under way.
  package var inFlight = 0
  /// What the plan wants now: of arrivals (or users who arrive) a second, or of users; `nil` without a plan over time.
  package var asked: Asked?
  /// Tasks finished a second, since the last look.
  package var reached = 0.0
  /// Tasks by how they ended, warm-up included, with retries and tokens.
  package var statistics = RunStatistics()
  /// Requests sent.
  package var requests = 0
  /// Arrivals that were dropped.
  package var dropped = 0
  /// Attempts that failed, by class.
  package var failures: [String: Int] = [:]
  /// Latencies after the warm-up, in the order in which they are told.
  package var latencies: [(name: MetricName, series: MetricSeries)] = []

  /// A level of the plan.
  package struct Asked: Sendable, Equatable {
    package var isOfUsers: Bool
    package var value: Double
  }

  package init() {}

  /// The latencies that are told while a run goes on.
  static let told: [MetricName] = [.responseTime, .timeToFirstText, .lateness]
}

/// What a load's plan wants at an instant. Made once: a plan of millions of steps is looked at a single time.
struct AskedLoad: Sendable {
  private let outline: LoadOutline?
  private let isOfUsers: Bool

  init(_ header: ManifestHeader) {
    let policy = header.execution
    let hasOwn = header.scenarios.contains { $0.execution != nil }
    let columns = min(3600, max(1, Int(policy.load.shape.length?.inSeconds ?? 0)))
    outline = hasOwn ? nil : LoadOutline(policy, seed: header.seed, shard: header.shard, columns: columns)
    isOfUsers = policy.load.shape.conduct.arrivals == nil
  }

  /// At so many seconds from the start; `nil` without a plan over time.
  func at(_ elapsed: Double) -> RunMetrics.Asked? {
    guard let outline else { return nil }
    let column = Int(elapsed / outline.length * Double(outline.values.count))
    let isOver = elapsed < 0 || !outline.values.indices.contains(column)
    return .init(isOfUsers: isOfUsers, value: isOver ? 0 : outline.values[column])
  }
}
