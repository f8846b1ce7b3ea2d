import RunModel

/// A scenario, read and checked: everything that a manifest's header needs, and from which its cases are made.
public struct ScenarioDocument: Sendable, Hashable {
  /// Its name.
  public var name: String
  /// Seed of everything random.
  public var seed: UInt64
  /// Where the load goes.
  public var targets: [TargetSpecification]
  /// What is asked.
  public var matrices: [MatrixSpecification]
  /// How it is run.
  public var execution: ExecutionPolicy
  /// What must hold of the run.
  public var thresholds: [ThresholdDefinition]
  /// What must hold of each answer.
  public var expectations: [Expectation]

  /// The header of the manifest, without its cases' count and hash.
  public var header: ManifestHeader {
    ManifestHeader(
      name: name, seed: seed, targets: targets,
      scenarios: matrices.map(\.scenario).uniqued.map { name in
        ScenarioPlan(name: name, target: targets.first?.name ?? "default", expectations: expectations)
      },
      execution: execution, thresholds: thresholds)
  }
}

extension [String] {
  /// Each once, in order.
  fileprivate var uniqued: [String] {
    reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
