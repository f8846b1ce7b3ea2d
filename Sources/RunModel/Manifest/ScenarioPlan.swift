/// One scenario of a manifest: what its cases share.
package struct ScenarioPlan: Sendable, Hashable, Codable {
  /// Its name; cases refer to it.
  package var name: String
  /// Name of its target.
  package var target: String
  /// Names of the targets of those variants that go elsewhere, by the variant's name.
  package var variantTargets: [String: String]?
  /// Its share of a mix; at least 0.
  package var weight: Double
  /// The scenario that must have ended before it begins.
  package var startAfter: String?
  /// How it is run; `nil` for the manifest's policy.
  package var execution: ExecutionPolicy?
  /// Expectations on each of its answers.
  package var expectations: [Expectation]
  /// Cases that are run once before it; their results are kept apart.
  package var setup: [TestCase]
  /// Cases that are run once after it; their results are kept apart.
  package var teardown: [TestCase]
  /// Time limit of each of those requests, seconds; `nil` for the policy's limit of a task.
  package var setupLimit: Double?

  /// A scenario.
  package init(
    name: String = "default", target: String = "default", variantTargets: [String: String]? = nil,
    weight: Double = 1, startAfter: String? = nil, execution: ExecutionPolicy? = nil,
    expectations: [Expectation] = [], setup: [TestCase] = [], teardown: [TestCase] = [],
    setupLimit: Double? = nil
  ) {
    self.name = name
    self.target = target
    self.variantTargets = variantTargets
    self.weight = weight
    self.startAfter = startAfter
    self.execution = execution
    self.expectations = expectations
    self.setup = setup
    self.teardown = teardown
    self.setupLimit = setupLimit
  }

  /// Name of the target of a variant's cases.
  package func target(of variant: String?) -> String { variant.flatMap { variantTargets?[$0] } ?? target }

  /// Names of all targets that its cases go to.
  package var allTargets: Set<String> { Set([target] + (variantTargets ?? [:]).values) }
}
