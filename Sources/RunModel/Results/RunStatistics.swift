/// Counts of a run's results. The five terminal counts always sum to ``total``.
public struct RunStatistics: Sendable, Hashable, Codable {
  /// All tasks.
  public private(set) var total = 0
  /// Tasks that succeeded.
  public private(set) var succeeded = 0
  /// Tasks whose work said no.
  public private(set) var failed = 0
  /// Tasks that a limit ended.
  public private(set) var timeout = 0
  /// Tasks that broke.
  public private(set) var error = 0
  /// Tasks that were stopped or never begun.
  public private(set) var cancelled = 0
  /// The cancelled by their reason's label; of older reports, and of parts that are known by their counts only, none.
  public private(set) var cancelledBy: [String: Int] = [:]
  /// Attempts beyond the first, over all tasks.
  public private(set) var retries = 0
  /// Tasks that succeeded after at least one retry.
  public private(set) var recoveredByRetry = 0
  /// Attempts whose work went on after its slot had been freed.
  package private(set) var leakedAttempts = 0
  /// Tokens of all attempts.
  public private(set) var tokens = TokenUsage()
  /// Cost of all attempts.
  public private(set) var cost = Price.zero
  /// Sum of the last attempts' times over completed tasks.
  package private(set) var totalExecutionTime = Duration.zero

  /// Nothing yet.
  package init() {}

  /// Of these results.
  package init(_ results: some Sequence<TaskResult>) {
    for result in results { add(result) }
  }

  /// Tasks that ran to an end of their own: all but the cancelled.
  public var completed: Int { total - cancelled }
  /// Tasks that were cancelled by what ended the run. An arrival that was dropped was the load's own: no place was free for it.
  package var cancelledWithTheRun: Int {
    cancelled - (cancelledBy[StopReason.dropped(inFlight: 0).label] ?? 0)
  }
  /// Tasks that failed, timed out or broke.
  package var unsuccessful: Int { failed + timeout + error }
  /// Tasks that failed or broke by themselves, not by a limit.
  package var broken: Int { failed + error }
  /// succeeded / total; `nil` of nothing. Cancelled tasks count against it.
  public var successRate: Double? { total == 0 ? nil : Double(succeeded) / Double(total) }
  /// succeeded / completed; `nil` of nothing.
  public var completedSuccessRate: Double? { completed == 0 ? nil : Double(succeeded) / Double(completed) }
  /// Mean of the last attempts' times over completed tasks; `nil` of nothing.
  public var averageExecutionTime: Duration? { completed == 0 ? nil : totalExecutionTime / completed }

  /// The count of one terminal status; 0 for the others.
  public func count(of status: TaskStatus) -> Int {
    switch status {
    case .succeeded: succeeded
    case .failed: failed
    case .timeout: timeout
    case .error: error
    case .cancelled: cancelled
    case .pending, .queued, .running: 0
    }
  }

  /// Adds one result.
  package mutating func add(_ result: TaskResult) {
    total += 1
    addStatus(result.status)
    if let reason = result.cancelReason { cancelledBy[reason.label, default: 0] += 1 }
    retries += max(0, result.attemptCount - 1)
    if result.status.isSuccess, result.attemptCount > 1 { recoveredByRetry += 1 }
    if result.status != .cancelled { totalExecutionTime += result.executionTime }
    for attempt in result.attempts {
      if attempt.leaked { leakedAttempts += 1 }
      for exchange in attempt.exchanges {
        if let used = exchange.tokens { tokens += used }
        if let price = exchange.price { cost += price }
      }
    }
  }

  /// Adds one execution of a node of a workflow.
  mutating func add(_ node: NodeSpan) {
    add(
      executions: 1, succeeded: node.status == "succeeded" ? 1 : 0, tokens: node.totalTokens, cost: node.price
    )
    retries &+= node.retries
  }

  /// Adds executions of which no more is known.
  mutating func add(executions: Int, succeeded: Int, tokens: Int, cost: Price) {
    total += executions
    self.succeeded += succeeded
    failed += executions - succeeded
    self.tokens += TokenUsage(total: tokens)
    self.cost += cost
  }

  /// Adds tasks of which only the status is known, in the order of ``TimeWindow/finished``.
  mutating func add(finished: [Int], tokens: Int) {
    total += finished.reduce(0, +)
    succeeded += finished[0]
    failed += finished[1]
    timeout += finished[2]
    error += finished[3]
    cancelled += finished[4]
    self.tokens += TokenUsage(total: tokens)
  }

  private mutating func addStatus(_ status: TaskStatus) {
    switch status {
    case .succeeded: succeeded += 1
    case .failed: failed += 1
    case .timeout: timeout += 1
    case .cancelled: cancelled += 1
    case .error, .pending, .queued, .running: error += 1
    }
  }

  /// Adds the counts of another part of the same run.
  package mutating func merge(_ other: RunStatistics) {
    total += other.total
    succeeded += other.succeeded
    failed += other.failed
    timeout += other.timeout
    error += other.error
    cancelled += other.cancelled
    if !other.cancelledBy.isEmpty { cancelledBy.merge(other.cancelledBy, uniquingKeysWith: +) }
    retries += other.retries
    recoveredByRetry += other.recoveredByRetry
    leakedAttempts += other.leakedAttempts
    tokens += other.tokens
    cost += other.cost
    totalExecutionTime += other.totalExecutionTime
  }
}
