import RunModel
import Synchronization

/// An executor that needs no network: a ``ConcurrentExecutor`` whose work is a ``StubWork``. Everything that an
/// executor does, it does: batches, limits, retries, stops.
///
/// The setters change the next run; a run uses the configuration that it began with, and says it in its result's
/// `metadata["stub"]`.
public final class StubExecutor: ManifestExecutor {
  private let current: Mutex<StubConfiguration>
  private let clock: RunClock
  private let ids: IDSource
  private let logger: RunLogger

  /// A stub of a configuration.
  public init(
    configuration: StubConfiguration, clock: RunClock = .live, ids: IDSource = .standard,
    logger: RunLogger = .silent
  ) {
    current = Mutex(configuration)
    self.clock = clock
    self.ids = ids
    self.logger = logger
  }

  /// A stub as the seed makes it: a delay in seconds, a failure rate, and behaviours by task or case id.
  /// Throws ``StubConfiguration/OutOfRange``.
  public convenience init(
    simulatedDelay: Double = 0, failureRate: Double = 0, behaviors: [String: StubBehavior] = [:],
    clock: RunClock = .live, ids: IDSource = .standard, seed: UInt64 = 0
  ) throws {
    var configuration = try StubConfiguration(
      delay: .constant(simulatedDelay), failureRate: failureRate, seed: seed)
    for (id, behavior) in behaviors.sorted(by: { $0.key < $1.key }) {
      configuration = configuration.with(behavior, for: .id(id))
    }
    self.init(configuration: configuration, clock: clock, ids: ids)
  }

  /// The configuration of the next run.
  public var configuration: StubConfiguration { current.withLock { $0 } }

  /// Sets the delay of each attempt, in seconds. Throws ``StubConfiguration/OutOfRange``.
  public func setSimulatedDelay(_ seconds: Double) throws {
    try current.withLock { $0 = try $0.with(delay: seconds) }
  }

  /// Sets the share that fails. Throws ``StubConfiguration/OutOfRange``.
  public func setFailureRate(_ rate: Double) throws {
    try current.withLock { $0 = try $0.with(failureRate: rate) }
  }

  /// Sets what one task does, by its id or its case's; it goes before the failure rate.
  public func setBehavior(_ behavior: StubBehavior, for id: String) {
    current.withLock { $0 = $0.with(behavior, for: .id(id)) }
  }

  /// Forgets all behaviours of single tasks.
  public func clearBehaviors() { current.withLock { $0 = $0.withoutBehaviors() } }

  /// Runs the manifest; see ``ConcurrentExecutor/run(_:cancellation:sinks:)``.
  public func run(
    _ manifest: RunManifest, cancellation: CancellationToken? = nil, sinks: [any ResultSink] = []
  ) async throws -> RunExecutionResult {
    let (executor, manifest) = prepared(manifest)
    return try await executor.run(manifest, cancellation: cancellation, sinks: sinks)
  }

  /// Begins a run; see ``ConcurrentExecutor/start(_:cancellation:sinks:bufferedEvents:)``.
  public func start(
    _ manifest: RunManifest, cancellation: CancellationToken? = nil, sinks: [any ResultSink] = [],
    bufferedEvents: Int = 4096
  ) -> RunInProgress {
    let (executor, manifest) = prepared(manifest)
    return executor.start(manifest, cancellation: cancellation, sinks: sinks, bufferedEvents: bufferedEvents)
  }

  /// The configuration of this moment, at work and in the run's facts.
  private func prepared(_ manifest: RunManifest) -> (ConcurrentExecutor, RunManifest) {
    let configuration = configuration
    let work = StubWork(configuration)
    var header = manifest.header
    header.metadata["stub"] = configuration.description
    return (
      ConcurrentExecutor(clock: clock, ids: ids, logger: logger) { try await work($0) },
      RunManifest(header: header, cases: manifest.cases)
    )
  }
}
