/// One step of a search for a capacity: a load that was held for a while, and what came of it.
public struct CapacityStep: Sendable, Hashable, Codable {
  /// A latency in a few quantiles, seconds; `nil` where the sample cannot carry one, or cuts hide it.
  public struct Latency: Sendable, Hashable, Codable {
    /// The median.
    public var p50: Double?
    /// 95 % are no longer.
    public var p95: Double?
    /// 99 % are no longer.
    public var p99: Double?

    package init(p50: Double? = nil, p95: Double? = nil, p99: Double? = nil) {
      (self.p50, self.p95, self.p99) = (p50, p95, p99)
    }
  }

  /// What became of a step.
  public enum Standing: String, Sendable, Codable {
    /// The objective held.
    case held
    /// It broke.
    case broke
    /// The generator could not make the load: nothing is known of the server.
    case generator
    /// It could not be begun.
    case notMade = "not made"
  }

  /// Users, or arrivals a second.
  public var load: Double
  /// Why it was made: `rising`, `falling`, `closing` or `confirming`.
  package var phase: String
  /// What became of it.
  public var standing: Standing
  /// Why it did not hold, the first to break first; empty when it held.
  public var reasons: [String]
  /// Whether the sample was too small to decide an objective: it counts as held.
  public var isUndecided: Bool
  /// Whether it was ended early, because it was hopeless.
  package var endedEarly: Bool
  /// The steady part, seconds.
  public var seconds: Double
  /// Tasks of the steady part.
  public var tasks: Int
  /// Those that succeeded.
  public var succeeded: Int
  /// Tasks that came to an end of their own in the steady part, a second.
  public var throughput: Double
  /// Of those the ones that succeeded, and met a band's limits when the scenario has bands, a second.
  public var goodput: Double
  /// Attempts in flight on average in the steady part; `nil` when it is not known.
  package var inFlight: Double?
  /// Arrivals a second that came beyond those that ended; `nil` of users.
  package var outrun: Double?
  /// Response time of successes.
  public var response: Latency
  /// Time to first text of successes.
  public var firstText: Latency
  /// The longest response time, of failures too, seconds; `nil` of nothing.
  package var longest: Double?
  /// The p95 of each node of a workflow, seconds, the longest ones.
  package var nodes: [String: Double]
  /// What a success was made of on average, nanoseconds; `nil` when nothing is known.
  package var parts: TimeParts?
  /// How long tasks waited for a free place of the generator, p95, seconds.
  package var queueWait: Double?
  /// What its tasks have cost; `nil` when nothing is known of it.
  package var cost: Price?
  /// Failures by their class.
  public var failures: [String: Int]
  /// What was said with the most frequent class.
  package var message: String?
  /// The objective, judged.
  package var objective: [ThresholdVerdict]
  /// What the capacity looks like from here, in the load's unit; of steps that broke.
  package var hint: Double?
  /// How response times changed while it was measured, in words; `nil` when they kept to one level.
  package var unsteady: String?
  /// How often it was made before because its state was not steady yet, each time as the next one's warm-up; `nil` when it
  /// was steady at once.
  package var triesBefore: Int?
  /// Of a sweep of settings the values that were set, in the order of their names; `nil` of others.
  package var settings: [String]?
  /// The folder of the step's own report, from that of the search.
  public var folder: String?

  /// A step with nothing measured yet.
  package init(load: Double, phase: String, standing: Standing) {
    (self.load, self.phase, self.standing) = (load, phase, standing)
    (reasons, isUndecided, endedEarly, seconds, tasks, succeeded) = ([], false, false, 0, 0, 0)
    (throughput, goodput, response, firstText) = (0, 0, Latency(), Latency())
    (nodes, failures, objective) = ([:], [:], [])
  }

  /// What 1 000 successes of it cost, failures included; `nil` when nothing is known of it.
  package var costOfThousand: Double? {
    guard let cost, succeeded > 0 else { return nil }
    return cost.amount / Double(succeeded) * 1000
  }

  /// The two most frequent failures, such as `12 app-refused, 1 timeout`; empty when there were none.
  package var failureWords: String {
    failures.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(2)
      .map { "\(Figures.count($0.value)) \($0.key)" }.joined(separator: ", ")
  }

  /// Whether and when its state was steady, in words; empty when it was at once.
  package var steadiness: String {
    let tries = triesBefore.map { $0 == 1 ? "one try" : "\($0) tries" }
    if let unsteady {
      return "never steady\(tries.map { ", also after \($0)" } ?? ""): \(unsteady)"
    }
    return tries.map { "steady after \($0) that warmed up" } ?? ""
  }

  /// Whether the objective held.
  public var holds: Bool { standing == .held }
  /// Whether it broke.
  public var breaks: Bool { standing == .broke }
}
