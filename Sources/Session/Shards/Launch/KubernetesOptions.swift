import RunModel

/// What a cluster has to be told of a run that is shared out.
package struct KubernetesOptions: Sendable, Equatable, Codable {
  /// The image, with floodgate as a program on its PATH.
  package var image = ""
  /// The volume claim (ReadWriteMany) that all shards share.
  package var claim = ""
  /// Where the claim is mounted in the shards. The folder of runs is its root here and there.
  package var mount = "/runs"
  /// A secret whose entries the shards have as environment variables: keys.
  package var secret: String?
  package var namespace: String?
  /// Processors that each shard asks for, and has for itself.
  package var processors = "2"
  /// Memory that each shard asks for.
  package var memory = "1Gi"

  package init() {}
}
