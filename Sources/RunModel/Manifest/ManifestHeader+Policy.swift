extension ManifestHeader {
  /// Whether the manifest's policy is that of anything: of a run without scenarios, or of scenarios without one of their own.
  package var sharesPolicy: Bool { scenarios.isEmpty || scenarios.contains { $0.execution == nil } }
}

extension ExecutionPolicy {
  /// The most tasks at once.
  package var mostAtOnce: Int { load.shape.most(self).value }
}
