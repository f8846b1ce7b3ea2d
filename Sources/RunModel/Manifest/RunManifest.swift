/// A run, ready to be executed: the cases and how to run them. A value: the `with` functions make changed copies.
public struct RunManifest: Sendable, Hashable, Codable {
  /// Everything but the cases.
  public var header: ManifestHeader
  /// The cases, in order.
  public var cases: [TestCase]

  /// A manifest of a header and its cases.
  package init(header: ManifestHeader, cases: [TestCase]) {
    self.header = header
    self.header.caseCount = cases.count
    self.cases = cases
  }

  /// A manifest made in code: cases and a policy are enough. A load test of a Dify has one target besides, and
  /// thresholds (`"ttft.p95 < 3s"`) when something is asked of it.
  public init(
    name: String = "run", cases: [TestCase], target: TargetSpecification? = nil,
    execution: ExecutionPolicy = .init(), thresholds: [ThresholdDefinition] = [], seed: UInt64 = 0,
    metadata: [String: String] = [:]
  ) {
    self.init(
      header: ManifestHeader(
        name: name, seed: seed, targets: target.map { [$0] } ?? [], execution: execution,
        thresholds: thresholds,
        metadata: metadata),
      cases: cases)
  }

  /// What the manifest is called.
  public var name: String { header.name }

  /// How it is run.
  public var execution: ExecutionPolicy { header.execution }

  /// A copy with another policy.
  public func with(execution: ExecutionPolicy) -> RunManifest {
    with { $0 = execution }
  }

  /// A copy with another concurrency.
  public func with(concurrency: Int) -> RunManifest {
    with { $0.concurrency = concurrency }
  }

  /// A copy with a changed policy: `manifest.with { $0.stopConditions.timeoutPerTask = .seconds(1) }`.
  public func with(_ change: (inout ExecutionPolicy) -> Void) -> RunManifest {
    var copy = self
    change(&copy.header.execution)
    return copy
  }
}
