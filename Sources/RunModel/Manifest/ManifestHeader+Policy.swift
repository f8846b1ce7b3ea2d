extension ManifestHeader {
  /// Whether the manifest's policy is that of anything: of a run without scenarios, or of scenarios without one of their own.
  package var sharesPolicy: Bool { scenarios.isEmpty || scenarios.contains { $0.execution == nil } }
}

extension ExecutionPolicy {
  /// The most tasks at once.
  package var mostAtOnce: Int { load.shape.most(self).value }
}

extension ManifestHeader {
  /// Every target is told traces, as far as the scenario does not say how.
  package mutating func sayTraces() {
    for index in targets.indices { targets[index].traceparent = targets[index].traceparent ?? 1 }
  }
}
