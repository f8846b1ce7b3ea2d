/// Everything of a manifest but its cases: enough to run them.
public struct ManifestHeader: Sendable, Hashable, Codable {
  /// The version that this build writes.
  package static let currentVersion = 1

  /// Version of the format.
  package var version: Int
  /// The manifest's name.
  public var name: String
  /// Seed of everything random.
  public var seed: UInt64
  /// SHA-256 over the cases' lines, each with its line feed, hexadecimal; empty until it is known.
  package var contentHash: String
  /// Number of cases.
  public var caseCount: Int
  /// The cases by scenario and variant, in order; `nil` when nobody counted them.
  package var parts: [ManifestPart]?
  /// Which part of a larger manifest this is; `nil` when it is whole.
  package var shard: ManifestShard?
  /// Where the load goes.
  public var targets: [TargetSpecification]
  /// The scenarios, in order.
  package var scenarios: [ScenarioPlan]
  /// How the manifest is run.
  public var execution: ExecutionPolicy
  /// Thresholds over the whole run.
  public var thresholds: [ThresholdDefinition]
  /// Bands of performance that tasks are counted by, best first; `nil` for none.
  public var bands: [PerformanceBand]?
  /// What it may spend.
  package var budget: Budget?
  /// A report that its thresholds compare with.
  package var baseline: String?
  /// An empty workflow that is run before, beside and after the load; `nil` for none.
  package var platform: BaselinePlan?
  /// How it is held against the server's own logs when it is over; `nil` for not at all.
  package var reconcile: ReconcilePolicy?
  /// What is asked of the server's own metrics while it is run; `nil` for nothing.
  package var observe: ObservePlan?
  /// The environment variables that its targets and cases call by `${NAME}`: their values are put in when it is run, and
  /// are never written down; `nil` for none.
  package var variables: [String]?
  /// Words that the run is found by (``RunTags``); `nil` for none.
  package var runTags: [String]?
  /// Free facts, such as where the scenario came from.
  public var metadata: [String: String]

  /// A header.
  package init(
    version: Int = ManifestHeader.currentVersion, name: String, seed: UInt64 = 0, contentHash: String = "",
    caseCount: Int = 0, parts: [ManifestPart]? = nil, shard: ManifestShard? = nil,
    targets: [TargetSpecification] = [], scenarios: [ScenarioPlan] = [],
    execution: ExecutionPolicy = .init(), thresholds: [ThresholdDefinition] = [],
    bands: [PerformanceBand]? = nil, budget: Budget? = nil, baseline: String? = nil,
    variables: [String]? = nil, metadata: [String: String] = [:]
  ) {
    self.version = version
    self.name = name
    self.seed = seed
    self.contentHash = contentHash
    self.caseCount = caseCount
    self.parts = parts
    self.shard = shard
    self.targets = targets
    self.scenarios = scenarios
    self.execution = execution
    self.thresholds = thresholds
    self.bands = bands
    self.budget = budget
    self.baseline = baseline
    self.variables = variables
    self.metadata = metadata
  }

  /// Everything that must hold of the run: its thresholds, and its budget.
  package var judged: [ThresholdDefinition] { thresholds + (budget?.thresholds ?? []) }
}
