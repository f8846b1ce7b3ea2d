/// What a run's time says of its server, in words, with what shows it and what to do. It is told only when it holds.
package struct Diagnosis: Sendable, Hashable, Codable {
  /// What it is about.
  package enum Kind: String, Sendable, Codable, CaseIterable {
    /// Requests wait before the application: its connections are used up.
    case connectionQueue = "connection-queue"
    /// Runs wait for one of Celery's workers.
    case celeryQueue = "celery-queue"
    /// One node takes more and more as the load grows.
    case nodeGrows = "node-grows"
    /// Most of the time is the model's.
    case modelSlow = "model-slow"
    /// Nodes that call models wait before the model is asked.
    case pluginSlow = "plugin-slow"
    /// The app refuses: its own limit, or a gateway's.
    case appLimit = "app-limit"
    /// The model's provider refuses.
    case providerLimit = "provider-limit"
    /// Something on the way holds streams back.
    case bufferedStream = "buffered-stream"
    /// The end of the stream comes late: the run is being written to the database.
    case slowPersistence = "slow-persistence"
    /// The way between client and server takes the time.
    case network
    /// Limits of the scenario itself hold tasks back.
    case ownLimits = "own-limits"
    /// The machine that makes the load is in the way.
    case generator
  }

  package var kind: Kind
  /// What is found, in one sentence.
  package var finding: String
  /// Figures that show it.
  package var evidence: [String]
  /// What to do.
  package var advice: String

  package init(_ kind: Kind, _ finding: String, evidence: [String], advice: String) {
    (self.kind, self.finding, self.evidence, self.advice) = (kind, finding, evidence, advice)
  }
}
