import RunModel

/// Which instants of a load are warm-up. Pure.
package struct WarmUp: Sendable {
  private let spans: [Range<RunInstant>]

  /// Of a load that begins at `origin`.
  package init(_ load: LoadProfile, from origin: RunInstant) {
    spans = load.shape.warmUps.map { span in
      origin + (span.lowerBound - .zero)..<origin + (span.upperBound - .zero)
    }
  }

  /// Whether a task that is planned for the instant belongs to the warm-up.
  package func contains(_ instant: RunInstant) -> Bool { spans.contains { $0.contains(instant) } }
}
