import FoundationEssentials
import Reactor
import RunModel

/// Runs a manifest with a work function: concurrency, batch windows, rate limits, retries, time limits, stop
/// conditions, cancellation, loads over time.
///
/// ```swift
/// let executor = ConcurrentExecutor { context in
///   let answer = try await ask(context.parameters)
///   return TaskOutput(outputs: answer)
/// }
/// let result = try await executor.run(manifest)
/// print(result.statistics.successRate ?? .nan)
/// ```
///
/// The work runs on the run's loop, one thread: it may wait as it likes, but must not block. Wrap blocking
/// functions with ``blocking(threads:_:)``.
public struct ConcurrentExecutor: ManifestExecutor {
  let clock: RunClock
  let ids: IDSource
  let logger: RunLogger
  let work: TaskWork
  /// What cases call by name, and records must not hold.
  package var secrets = Secrets.none
  /// The limits of a run of which its runs are parts; `nil` for their own.
  package var stops: StopLimits?
  /// Hears why a run ends early, as soon as that is known. On the run's loop.
  package var hearsStop: (@Sendable (StopReason) -> Void)?

  /// An executor of a work function.
  public init(
    clock: RunClock = .live, ids: IDSource = .standard, logger: RunLogger = .silent, work: @escaping TaskWork
  ) {
    self.clock = clock
    self.ids = ids
    self.logger = logger
    self.work = work
  }

  /// Runs every case of the manifest and returns one result for each, in case order.
  ///
  /// - Parameters:
  ///   - cancellation: stops the run from outside. Cancelling the calling task stops it too.
  ///   - sinks: take each result as it comes.
  /// - Throws: ``InvalidManifest`` when the manifest cannot be run; nothing has begun then.
  public func run(
    _ manifest: RunManifest, cancellation: CancellationToken? = nil, sinks: [any ResultSink] = []
  ) async throws -> RunExecutionResult {
    try await run(
      manifest.header, cases: manifest, cancellation: cancellation, sinks: sinks, keepsResults: true,
      events: nil)
  }

  /// Runs cases that need not be in memory. Results go to the sinks; they are not kept unless asked for.
  public func run(
    _ header: ManifestHeader, cases: any CaseSource, cancellation: CancellationToken? = nil,
    sinks: [any ResultSink], keepsResults: Bool = false
  ) async throws -> RunExecutionResult {
    try await run(
      header, cases: cases, cancellation: cancellation, sinks: sinks, keepsResults: keepsResults, events: nil)
  }

  /// Begins a run and returns its events as they happen, and its result. A slow reader of the events misses the
  /// oldest; it never slows the run.
  public func start(
    _ manifest: RunManifest, cancellation: CancellationToken? = nil, sinks: [any ResultSink] = [],
    bufferedEvents: Int = 4096
  ) -> RunInProgress {
    start(
      manifest.header, cases: manifest, cancellation: cancellation, sinks: sinks, keepsResults: true,
      bufferedEvents: bufferedEvents)
  }

  /// Begins a run of cases that need not be in memory. Results go to the sinks; they are not kept unless asked for.
  public func start(
    _ header: ManifestHeader, cases: any CaseSource, cancellation: CancellationToken? = nil,
    sinks: [any ResultSink], keepsResults: Bool = false, bufferedEvents: Int = 4096
  ) -> RunInProgress {
    let (stream, continuation) = AsyncStream<RunEvent>.makeStream(
      bufferingPolicy: .bufferingNewest(bufferedEvents))
    let (feed, token) = (EventFeed(continuation, logger: logger), cancellation ?? CancellationToken())
    let task = Task {
      defer { feed.finish() }
      return try await run(
        header, cases: cases, cancellation: token, sinks: sinks, keepsResults: keepsResults, events: feed)
    }
    return RunInProgress(events: stream, task: task, token: token)
  }

  /// Runs cases on a loop that is there already, so that the work may share it with a transport. Those whose indices
  /// are `finished` are left out.
  package func run(
    _ cases: any CaseSource, header: ManifestHeader, finished: Set<Int> = [],
    cancellation: CancellationToken? = nil, sinks: [any ResultSink] = [], keepsResults: Bool,
    on loop: EpollLoop
  ) async throws -> RunExecutionResult {
    let request = RunRequest(
      header: header, cases: cases, finished: finished, token: cancellation ?? CancellationToken(),
      sinks: sinks, keepsResults: keepsResults, events: EventFeed(logger: logger, hearsStop: hearsStop),
      runID: ids.run(), startedAt: clock.wallClock(), secrets: secrets, stops: stops)
    try request.validate()
    return await Task(executorPreference: loop) { await execute(request, on: loop) }.value
  }

  func run(
    _ header: ManifestHeader, cases: any CaseSource, cancellation: CancellationToken?,
    sinks: [any ResultSink],
    keepsResults: Bool, events: EventFeed?
  ) async throws -> RunExecutionResult {
    let token = cancellation ?? CancellationToken()
    let request = RunRequest(
      header: header, cases: cases, token: token, sinks: sinks, keepsResults: keepsResults,
      events: events ?? EventFeed(logger: logger), runID: ids.run(), startedAt: clock.wallClock(),
      secrets: secrets)
    try request.validate()
    return try await withTaskCancellationHandler {
      switch clock.kind {
      case .virtual:
        let loop = SimulatedLoop()
        return try loop.run { await execute(request, on: loop) }
      case .live:
        let loop = try EpollLoop()
        defer { loop.shutdown() }
        return await Task(executorPreference: loop) { await execute(request, on: loop) }.value
      }
    } onCancel: {
      token.cancel(reason: "the calling task was cancelled")
    }
  }
}

/// A manifest that cannot be run, and everything that is wrong with it.
public struct InvalidManifest: Error, Sendable, CustomStringConvertible {
  /// What is wrong.
  package var problems: [PolicyProblem]

  /// These problems.
  package init(problems: [PolicyProblem]) { self.problems = problems }

  /// The facts in words.
  public var description: String {
    "the manifest cannot be run: " + problems.map(\.description).joined(separator: "; ")
  }
}
