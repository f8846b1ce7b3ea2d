import RunModel
import Statistics

/// Two builds compared: one run or several a side.
public struct Comparison: Sendable, Hashable, Codable {
  /// What one figure comes to.
  public enum Outcome: String, Sendable, Codable {
    /// The interval lies wholly beyond the margin, on the bad side.
    case worse
    /// The interval lies wholly on the good side.
    case better
    /// It is shown to be not worse than the margin.
    case notWorse = "not worse than the margin"
    /// The sample cannot tell.
    case inconclusive
  }

  /// One figure of both sides.
  public struct Row: Sendable, Hashable, Codable {
    /// What is compared.
    public var name: String
    /// The first side, in words.
    public var first: String
    /// The second side, in words.
    public var second: String
    /// The change: points of a share, or the ratio of a latency less one.
    public var change: Double?
    /// Its 95 % interval.
    public var interval: Interval?
    /// What it comes to.
    public var outcome: Outcome
  }

  /// The figures.
  public var rows: [Row]
  /// Cases that always succeeded on the first side and failed on the second, by id.
  public var newlyFailing: [String]
  /// What makes the sides differ beside the build.
  public var differences: [String]
  /// What a reader should know about the method.
  public var notes: [String]

  /// A regression when any figure is worse; else inconclusive when any is.
  public var outcome: Outcome {
    for outcome in [Outcome.worse, .inconclusive, .notWorse]
    where rows.contains(where: { $0.outcome == outcome }) {
      return outcome
    }
    return rows.isEmpty ? .inconclusive : .better
  }
}
