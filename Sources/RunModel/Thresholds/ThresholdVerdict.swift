import Statistics

/// How a threshold was judged.
public struct ThresholdVerdict: Sendable, Hashable, Codable {
  /// The four ends of a judgement.
  public enum Outcome: String, Sendable, Codable {
    /// It holds.
    case pass
    /// It does not.
    case fail
    /// The sample cannot decide.
    case inconclusive
    /// There is nothing to judge.
    case noData = "no-data"
  }

  /// The threshold.
  public var threshold: ThresholdDefinition
  /// Pass, fail, inconclusive or no data.
  public var outcome: Outcome
  /// What was measured, in words.
  public var measured: String
  /// Its 95 % interval, when there is one.
  public var interval: Interval?
  /// How many more tasks would decide it, when that is known.
  public var tasksNeeded: Int?
  /// Whether it ended the run.
  public var abortedRun: Bool

  /// A verdict.
  public init(
    threshold: ThresholdDefinition, outcome: Outcome, measured: String, interval: Interval? = nil,
    tasksNeeded: Int? = nil, abortedRun: Bool = false
  ) {
    self.threshold = threshold
    self.outcome = outcome
    self.measured = measured
    self.interval = interval
    self.tasksNeeded = tasksNeeded
    self.abortedRun = abortedRun
  }
}
