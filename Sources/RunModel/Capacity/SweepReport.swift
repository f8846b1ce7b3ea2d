/// A sweep: one step at each of the loads that were asked for.
public struct SweepReport: Sendable, Hashable, Codable {
  /// The version that this build writes.
  package static let currentVersion = 1

  /// The values of a scenario that were set.
  package struct Settings: Sendable, Hashable, Codable {
    /// The keys' paths.
    package var names: [String]
    /// All combinations of their values.
    package var combinations: [[String]]
    /// Of each step in its order, which combination.
    package var order: [Int]
    /// Whether each step has the scenario's own load, and not a constant one.
    package var hasOwnLoad: Bool

    package init(names: [String], combinations: [[String]], order: [Int], hasOwnLoad: Bool) {
      (self.names, self.combinations, self.order) = (names, combinations, order)
      self.hasOwnLoad = hasOwnLoad
    }

    /// A combination in words: `target.connection.http 2, execution.concurrency 5`.
    package func words(_ values: [String]) -> String {
      zip(names, values).map { "\($0) \($1)" }.joined(separator: ", ")
    }
  }

  /// Version of the format.
  package var schemaVersion = SweepReport.currentVersion
  /// The scenario's name.
  public var name: String
  /// When it began (UTC, ISO 8601).
  package var startedAt: String
  /// How long it took, seconds.
  public var duration: Double
  /// What the loads are numbers of.
  public var over: CapacityPlan.Unit
  /// The loads that were asked for, in the order in which they were made.
  public var loads: [Double]
  /// How long steps were.
  package var pace: CapacityPace
  /// What each step was judged by, in the grammar of thresholds.
  public var objective: [String]
  /// Where throughput stops to grow with the load; `nil` when it did not stop.
  public var knee: Double?
  /// Every step, in its order.
  public var steps: [CapacityStep]
  /// What ended it before all loads were made; `nil` when nothing did.
  public var endedBy: String?
  /// Where the load went.
  package var targets: [TargetFacts]
  /// Where it ran.
  package var environment: [String: String]
  /// What values of the scenario were set, and in which order; `nil` when loads alone differ.
  package var settings: Settings?

  /// A report.
  package init(
    name: String, startedAt: String, duration: Double, over: CapacityPlan.Unit, loads: [Double],
    pace: CapacityPace, objective: [String], knee: Double?, steps: [CapacityStep], endedBy: String?,
    targets: [TargetFacts] = [], environment: [String: String] = [:]
  ) {
    (self.name, self.startedAt, self.duration, self.over) = (name, startedAt, duration, over)
    (self.loads, self.pace, self.objective, self.knee) = (loads, pace, objective, knee)
    (self.steps, self.endedBy) = (steps, endedBy)
    (self.targets, self.environment) = (targets, environment)
  }

  /// The highest load of which every step held, below the lowest of which one broke; `nil` when none did.
  public var held: Double? {
    let broke = steps.filter(\.breaks).map(\.load).min() ?? .infinity
    return steps.filter { $0.holds && $0.load < broke }.map(\.load).max()
  }
}
