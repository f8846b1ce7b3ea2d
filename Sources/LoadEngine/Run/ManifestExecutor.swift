import RunModel

/// What runs a manifest: ``ConcurrentExecutor`` with work of yours, ``StubExecutor`` without a network.
public protocol ManifestExecutor: Sendable {
  /// Runs every case of the manifest and returns one result for each, in case order. `cancellation` stops the run from
  /// outside; sinks take each result as it comes. Throws ``InvalidManifest`` when it cannot be run.
  func run(_ manifest: RunManifest, cancellation: CancellationToken?, sinks: [any ResultSink]) async throws
    -> RunExecutionResult

  /// Begins a run and returns its events as they happen, and its result. A slow reader of the events misses the oldest;
  /// it never slows the run.
  func start(
    _ manifest: RunManifest, cancellation: CancellationToken?, sinks: [any ResultSink], bufferedEvents: Int
  ) -> RunInProgress
}

extension ManifestExecutor {
  /// Runs the manifest without sinks, and without a token of its own.
  public func run(_ manifest: RunManifest) async throws -> RunExecutionResult {
    try await run(manifest, cancellation: nil, sinks: [])
  }

  /// Begins a run of which 4 096 events are kept for a slow reader.
  public func start(_ manifest: RunManifest) -> RunInProgress {
    start(manifest, cancellation: nil, sinks: [], bufferedEvents: 4096)
  }
}
