/// A search for a capacity: what was looked for, every step, and what came of it.
public struct CapacityReport: Sendable, Hashable, Codable {
  /// The version that this build writes.
  package static let currentVersion = 1

  /// What broke first, and what went with it.
  public struct Breaking: Sendable, Hashable, Codable {
    /// The load of the step that broke: the lowest one, above what held.
    public var load: Double
    /// The first objective that broke, with what was measured.
    public var objective: String
    /// What else is different from the step that held, in words.
    public var signs: [String]

    package init(load: Double, objective: String, signs: [String]) {
      (self.load, self.objective, self.signs) = (load, objective, signs)
    }
  }

  /// Version of the format.
  package var schemaVersion = CapacityReport.currentVersion
  /// The scenario's name.
  public var name: String
  /// When it began (UTC, ISO 8601).
  package var startedAt: String
  /// How long it took, seconds.
  public var duration: Double
  /// What was looked for.
  public var plan: CapacityPlan
  /// How long steps were.
  package var pace: CapacityPace
  /// What had to hold, in the grammar of thresholds.
  public var objective: [String]
  /// The answer.
  public var answer: CapacityAnswer
  /// What broke first; `nil` when nothing did.
  public var breaking: Breaking?
  /// Where throughput stops to grow with the load, in the load's unit; `nil` when it did not stop.
  public var knee: Double?
  /// Every step, in its order.
  public var steps: [CapacityStep]
  /// Where the load went.
  package var targets: [TargetFacts]
  /// Where it ran.
  package var environment: [String: String]
  /// The name of its folder; `nil` in the first reports.
  package var id: String?
  /// Thresholds over the capacity, judged; `nil` when there are none.
  public var thresholds: [ThresholdVerdict]?

  /// A report.
  package init(
    name: String, startedAt: String, duration: Double, plan: CapacityPlan, pace: CapacityPace,
    objective: [String], answer: CapacityAnswer, breaking: Breaking? = nil, knee: Double? = nil,
    steps: [CapacityStep], targets: [TargetFacts] = [], environment: [String: String] = [:]
  ) {
    (self.name, self.startedAt, self.duration) = (name, startedAt, duration)
    (self.plan, self.pace, self.objective, self.answer) = (plan, pace, objective, answer)
    (self.breaking, self.knee, self.steps) = (breaking, knee, steps)
    (self.targets, self.environment) = (targets, environment)
  }

  /// The step that stands for the sustained load: the last that held there.
  public var sustainedStep: CapacityStep? {
    answer.sustained.flatMap { load in steps.last { $0.load == load && $0.holds } }
  }
}
