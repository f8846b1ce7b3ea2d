/// One scenario of a manifest: what its cases share.
public struct ScenarioPlan: Sendable, Hashable, Codable {
  /// Its name; cases refer to it.
  public var name: String
  /// Name of its target.
  public var target: String
  /// Its share of a mix; at least 0.
  public var weight: Double
  /// The scenario that must have ended before it begins.
  public var startAfter: String?
  /// How it is run; `nil` for the manifest's policy.
  public var execution: ExecutionPolicy?
  /// Expectations on each of its answers.
  public var expectations: [Expectation]
  /// Its thresholds.
  public var thresholds: [ThresholdDefinition]
  /// Cases that are run once before it; their results are kept apart.
  public var setup: [TestCase]
  /// Cases that are run once after it; their results are kept apart.
  public var teardown: [TestCase]

  /// A scenario.
  public init(
    name: String = "default", target: String = "default", weight: Double = 1, startAfter: String? = nil,
    execution: ExecutionPolicy? = nil, expectations: [Expectation] = [],
    thresholds: [ThresholdDefinition] = [], setup: [TestCase] = [], teardown: [TestCase] = []
  ) {
    self.name = name
    self.target = target
    self.weight = weight
    self.startAfter = startAfter
    self.execution = execution
    self.expectations = expectations
    self.thresholds = thresholds
    self.setup = setup
    self.teardown = teardown
  }
}
