import RunModel

/// How a stub behaves. A value that cannot be wrong: it is checked when it is made.
public struct StubConfiguration: Sendable {
  /// Whether a failure is drawn for each attempt, or once for a task.
  public enum Scope: Sendable, Hashable {
    /// Each attempt draws: retries recover.
    case attempt
    /// A task fails in all its attempts or in none.
    case task
  }

  /// Which tasks a behaviour is for.
  public enum Selector: Sendable {
    /// The task or the case of that id.
    case id(String)
    /// The task at that position, from 0.
    case index(Int)
    /// Tasks that fulfil a condition.
    case matching(@Sendable (TestCase) -> Bool)
  }

  /// A value out of its range.
  public struct OutOfRange: Error, Sendable, Hashable, CustomStringConvertible {
    /// The field.
    package var field: String
    /// Its value.
    package var value: Double
    /// What would be right.
    package var expected: String
    /// The facts in words.
    public var description: String { "\(field) is \(value), expected \(expected)" }
  }

  /// The delay of each attempt.
  public private(set) var delay: DelayDistribution
  /// The share that fails, 0 to 1.
  public private(set) var failureRate: Double
  /// What a failure is drawn for.
  public private(set) var failureScope: Scope
  /// Seed of everything drawn.
  public private(set) var seed: UInt64
  /// Scripts for some tasks, one behaviour an attempt, the last one for all that follow. The first selector
  /// that fits counts.
  public private(set) var scripts: [(selector: Selector, behaviors: [StubBehavior])] = []

  /// A configuration. Throws ``OutOfRange``.
  public init(
    delay: DelayDistribution = .constant(0), failureRate: Double = 0, failureScope: Scope = .attempt,
    seed: UInt64 = 0
  ) throws {
    guard (0...1).contains(failureRate) else {
      throw OutOfRange(field: "failure rate", value: failureRate, expected: "0 to 1")
    }
    for seconds in delay.parameters where !(seconds >= 0) {
      throw OutOfRange(field: "delay", value: seconds, expected: "0 seconds or more")
    }
    self.delay = delay
    self.failureRate = failureRate
    self.failureScope = failureScope
    self.seed = seed
  }

  /// Delays as a model's often are, and no failures. Seconds, more than 0.
  package init(seed: UInt64, medianDelay: Double, sigma: Double) {
    delay = .logNormal(median: medianDelay, sigma: sigma)
    (failureRate, failureScope, self.seed) = (0, .attempt, seed)
  }

  /// A copy with another delay in seconds. Throws ``OutOfRange``.
  public func with(delay seconds: Double) throws -> StubConfiguration {
    var copy = try StubConfiguration(
      delay: .constant(seconds), failureRate: failureRate, failureScope: failureScope, seed: seed)
    copy.scripts = scripts
    return copy
  }

  /// A copy with another failure rate. Throws ``OutOfRange``.
  public func with(failureRate: Double) throws -> StubConfiguration {
    var copy = try StubConfiguration(
      delay: delay, failureRate: failureRate, failureScope: failureScope, seed: seed)
    copy.scripts = scripts
    return copy
  }

  /// A copy in which some tasks follow a script; it goes before scripts that were set earlier.
  public func with(_ behaviors: StubBehavior..., for selector: Selector) -> StubConfiguration {
    var copy = self
    if !behaviors.isEmpty { copy.scripts.insert((selector, behaviors), at: 0) }
    return copy
  }

  /// A copy without scripts.
  public func withoutBehaviors() -> StubConfiguration {
    var copy = self
    copy.scripts = []
    return copy
  }
}

extension DelayDistribution {
  /// The numbers that must not be negative.
  fileprivate var parameters: [Double] {
    switch self {
    case .constant(let seconds): [seconds]
    case .uniform(let low, let high): [low, high, high - low]
    case .normal(let mean, let deviation): [mean, deviation]
    case .logNormal(let median, let sigma): [median, sigma]
    case .exponential(let mean): [mean]
    case .recorded: []
    }
  }
}
