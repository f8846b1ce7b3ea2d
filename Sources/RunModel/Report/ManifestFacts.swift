/// What a report says of its manifest.
public struct ManifestFacts: Sendable, Hashable, Codable {
  /// SHA-256 of its cases.
  public var contentHash: String
  /// Seed of everything random.
  public var seed: UInt64
  /// Number of cases.
  public var caseCount: Int
  /// Which parts of a larger manifest these are; `nil` when it is whole.
  package var shard: ManifestShard?
  /// Where the scenario came from.
  package var scenarioFile: String?
  /// SHA-256 of the scenario's file.
  package var scenarioHash: String?

  /// Facts.
  package init(
    contentHash: String, seed: UInt64, caseCount: Int, shard: ManifestShard? = nil,
    scenarioFile: String? = nil, scenarioHash: String? = nil
  ) {
    self.contentHash = contentHash
    self.seed = seed
    self.caseCount = caseCount
    self.shard = shard
    self.scenarioFile = scenarioFile
    self.scenarioHash = scenarioHash
  }
}
