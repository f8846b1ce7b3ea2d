/// One reason for a run's verdict.
public struct VerdictReason: Sendable, Hashable, Codable {
  /// What kind of reason.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// A person, or the program around it, ended the run.
    case interrupted
    /// The machine that makes the load could not keep up.
    case generatorLate = "generator-late"
    /// Requests failed for want of what the machine that makes the load should have had.
    case generatorFault = "generator-fault"
    /// No task was run.
    case noData = "no-data"
    /// Shards of the manifest are not in the report.
    case shardsMissing = "shards-missing"
    /// The cases could not be read to their end.
    case casesLost = "cases-lost"
    /// What the engine counted is not what was measured.
    case countsDiffer = "counts-differ"
    /// The server's own record contradicts what the client saw.
    case serverDiffers = "server-differs"
    /// A stop condition ended the run: too many tasks failed.
    case rateStopped = "rate-stopped"
    /// A threshold does not hold.
    case thresholdFailed = "threshold-failed"
    /// A threshold cannot be decided.
    case thresholdUndecided = "threshold-undecided"

    /// The verdict that it leads to.
    public var verdict: RunVerdict {
      switch self {
      case .interrupted: .interrupted
      case .generatorLate, .generatorFault, .noData, .shardsMissing, .casesLost, .countsDiffer,
        .serverDiffers:
        .invalid
      case .rateStopped, .thresholdFailed: .failed
      case .thresholdUndecided: .inconclusive
      }
    }
  }

  /// What kind of reason.
  public var kind: Kind
  /// The same in words, with figures.
  public var text: String

  /// A reason.
  package init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}
