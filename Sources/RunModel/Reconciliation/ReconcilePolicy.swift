/// How a run is held against the server's own logs when it is over.
package struct ReconcilePolicy: Sendable, Hashable, Codable {
  /// What is still running is waited for so long at most, seconds.
  package var wait: Double
  /// The logs are read for so long at most, seconds.
  package var limit: Double

  /// A policy: a minute of waiting, two of reading.
  package init(wait: Double = 60, limit: Double = 120) { (self.wait, self.limit) = (wait, limit) }
}
