import FoundationEssentials

/// The outcome of a run: one result a case, in case order, and the counts.
public struct RunExecutionResult: Sendable, Codable {
  /// The run's id.
  public var runID: String
  /// The workflow, when all cases share one; else the manifest's name.
  public var workflowID: String
  /// When it began, by the wall clock (UTC).
  public var startedAt: Date
  /// When it ended: `startedAt` plus the monotonic duration.
  public var finishedAt: Date
  /// How long it took, by the monotonic clock.
  public var totalDuration: Duration
  /// One result a task, in case order. Empty when results were streamed elsewhere.
  public var taskResults: [TaskResult]
  /// Results of the scenarios' setup and teardown cases, in the order in which they finished; counted nowhere.
  public var setupResults: [TaskResult]
  /// The counts.
  public var statistics: RunStatistics
  /// What the engine counted of planned and begun tasks.
  package var counts: RunCounts
  /// Who stopped it early and why; `nil` when it ran to its end.
  public var stopReason: StopReason?
  /// How many attempts were in flight at once, at most.
  public var peakConcurrency: Int
  /// How the load generator itself fared; empty in virtual time.
  public var generator: GeneratorHealth
  /// Facts of the manifest and the policy.
  public var metadata: [String: String]

  /// A result.
  package init(
    runID: String, workflowID: String, startedAt: Date, totalDuration: Duration, taskResults: [TaskResult],
    setupResults: [TaskResult] = [], statistics: RunStatistics, counts: RunCounts,
    stopReason: StopReason? = nil, peakConcurrency: Int = 0,
    generator: GeneratorHealth = .init(), metadata: [String: String] = [:]
  ) {
    self.runID = runID
    self.workflowID = workflowID
    self.startedAt = startedAt
    self.finishedAt = startedAt.addingTimeInterval(totalDuration.inSeconds)
    self.totalDuration = totalDuration
    self.taskResults = taskResults
    self.setupResults = setupResults
    self.statistics = statistics
    self.counts = counts
    self.stopReason = stopReason
    self.peakConcurrency = peakConcurrency
    self.generator = generator
    self.metadata = metadata
  }

  /// The results that did not succeed.
  public var failures: [TaskResult] { taskResults.filter { !$0.status.isSuccess } }
}
