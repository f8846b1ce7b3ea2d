import RunModel

extension ManifestFacts {
  /// What a header says.
  init(_ header: ManifestHeader) {
    self.init(
      contentHash: header.contentHash, seed: header.seed, caseCount: header.caseCount, shard: header.shard,
      scenarioFile: header.metadata["scenario_file"], scenarioHash: header.metadata["scenario_hash"])
  }
}

extension TargetFacts {
  /// What a specification says, and what the server has said.
  init(
    _ target: TargetSpecification, app: TargetSpecification.AppKind? = nil, serverVersion: String? = nil
  ) {
    self.init(
      name: target.name, baseURL: target.isStandIn ? "the embedded stand-in" : target.baseURL,
      app: target.call.map { "\($0.rawValue) calls" } ?? (app ?? target.app)?.rawValue ?? "unknown",
      responseMode: target.responseMode.rawValue,
      serverVersion: serverVersion,
      connections: "HTTP/\(target.connection.http.rawValue), \(target.connection.strategy.rawValue)",
      insecure: target.connection.insecure)
  }
}
