import RunModel

/// Which instants of a load are warm-up. Pure.
package struct WarmUp: Sendable {
  private let spans: [Range<RunInstant>]

  /// Of a load that begins at `origin`.
  package init(_ load: LoadProfile, from origin: RunInstant) {
    var spans: [Range<RunInstant>] = []
    var start = origin
    for stage in load.stages {
      let end = start + stage.duration
      if stage.isWarmUp, start < end { spans.append(start..<end) }
      start = end
    }
    self.spans = spans
  }

  /// Whether a task that is planned for the instant belongs to the warm-up.
  package func contains(_ instant: RunInstant) -> Bool { spans.contains { $0.contains(instant) } }
}
