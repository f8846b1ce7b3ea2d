import RunModel

/// A scenario file, read and checked: everything that a manifest's header needs, and from which its cases are made.
public struct ScenarioDocument: Sendable, Hashable {
  /// Its name.
  public var name: String
  /// Seed of everything random.
  public var seed: UInt64
  /// Where the load goes.
  public var targets: [TargetSpecification]
  /// What is asked: one for each scenario and variant.
  public var matrices: [MatrixSpecification]
  /// The scenarios, each after the one that it waits for.
  public var scenarios: [ScenarioPlan]
  /// How it is run.
  public var execution: ExecutionPolicy
  /// What must hold of the run. Those of one scenario name it.
  public var thresholds: [ThresholdDefinition]
  /// Bands of performance, best first.
  public var bands: [PerformanceBand] = []
  /// What in the file does nothing.
  public var warnings: [Diagnostic] = []
  /// What the run may spend.
  public var budget: Budget?
  /// A report that thresholds compare with.
  public var baseline: String?
  /// The environment variables that targets and cases call by `${NAME}`, by name.
  public var variables: [String] = []

  /// The header of the manifest, without its cases' count and hash.
  public var header: ManifestHeader {
    ManifestHeader(
      name: name, seed: seed, targets: targets, scenarios: scenarios, execution: execution,
      thresholds: thresholds, bands: bands.isEmpty ? nil : bands, budget: budget, baseline: baseline,
      variables: variables.isEmpty ? nil : variables)
  }
}
