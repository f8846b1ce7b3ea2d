import RunModel

/// A scenario file, read and checked: everything that a manifest's header needs, and from which its cases are made.
package struct ScenarioDocument: Sendable, Hashable {
  /// Its name.
  package var name: String
  /// Seed of everything random.
  package var seed: UInt64
  /// Where the load goes.
  package var targets: [TargetSpecification]
  /// What is asked: one for each scenario and variant.
  package var matrices: [MatrixSpecification]
  /// The scenarios, each after the one that it waits for.
  package var scenarios: [ScenarioPlan]
  /// How it is run.
  package var execution: ExecutionPolicy
  /// What must hold of the run. Those of one scenario name it.
  package var thresholds: [ThresholdDefinition]
  /// Bands of performance, best first.
  package var bands: [PerformanceBand] = []
  /// What in the file does nothing.
  package var warnings: [Diagnostic] = []
  /// What the run may spend.
  package var budget: Budget?
  /// A report that thresholds compare with.
  package var baseline: String?
  /// An empty workflow beside the load; `nil` for none.
  package var platform: BaselinePlan?
  /// How it is held against the server's own logs; `nil` for not at all.
  package var reconcile: ReconcilePolicy?
  /// What is asked of the server's own metrics; `nil` for nothing.
  package var observe: ObservePlan?
  /// Words that its runs are found by.
  package var runTags: [String] = []
  /// The environment variables that targets and cases call by `${NAME}`, by name.
  package var variables: [String] = []

  /// The header of the manifest, without its cases' count and hash.
  package var header: ManifestHeader {
    var header = ManifestHeader(
      name: name, seed: seed, targets: targets, scenarios: scenarios, execution: execution,
      thresholds: thresholds, bands: bands.isEmpty ? nil : bands, budget: budget, baseline: baseline,
      variables: variables.isEmpty ? nil : variables)
    (header.reconcile, header.platform, header.observe) = (reconcile, platform, observe)
    header.runTags = runTags.isEmpty ? nil : runTags
    return header
  }
}
