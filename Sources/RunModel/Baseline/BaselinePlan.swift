/// An empty workflow (start to end) of the load's own server, run before, beside and after the load: what the platform
/// takes for nothing.
package struct BaselinePlan: Sendable, Hashable, Codable {
  /// Where the key of the empty workflow is; `nil` for the stand-in's own.
  package var key: TargetSpecification.KeySource?
  /// The server; `nil` for that of the first target.
  package var baseURL: String?
  /// From one run beside the load to the next, seconds.
  package var every: Double
  /// How long it is run before the load and after it, one run after the other, seconds.
  package var around: Double

  /// A plan: a run each ten seconds, and five seconds before and after.
  package init(
    key: TargetSpecification.KeySource? = nil, baseURL: String? = nil, every: Double = 10, around: Double = 5
  ) {
    (self.key, self.baseURL, self.every, self.around) = (key, baseURL, every, around)
  }
}
