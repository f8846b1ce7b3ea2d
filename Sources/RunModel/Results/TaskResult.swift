/// The one result that every task has at the end of a run, whatever became of it.
public struct TaskResult: Sendable, Hashable, Codable {
  /// Position of the task in the run's order of cases, from 0.
  public var index: Int
  /// Position in the order in which tasks finished, from 0.
  package var completionIndex: Int
  /// Unique in the run.
  public var taskID: String
  /// The case's id, stable across builds.
  public var caseID: String
  /// The app or workflow.
  package var workflowID: String
  /// The scenario's name.
  public var scenario: String
  /// The data set, when the case came from one.
  package var dataset: String?
  /// The variant, when there are several.
  public var variant: String?
  /// Tags of the case.
  public var tags: [String: String]
  /// The case's parameters, as far as they are kept.
  public var parameters: [String: JSONValue]
  /// Terminal status.
  public var status: TaskStatus
  /// Why, unless it succeeded.
  public var failure: FailureClass?
  /// A short text for people.
  public var errorMessage: String?
  /// Who stopped it, when it was cancelled.
  package var cancelReason: StopReason?
  /// When the plan wanted it to start.
  public var intendedStart: RunInstant
  /// When it was finished.
  public var finished: RunInstant
  /// Every attempt, in order; empty when it never began.
  public var attempts: [AttemptRecord]
  /// What the app answered, as far as it is kept.
  public var outputs: JSONValue
  /// How each expectation came out.
  public var expectations: [ExpectationResult]
  /// Whether the plan had it in its warm-up: kept out of the steady figures.
  package var isWarmUp: Bool

  /// A result.
  package init(
    index: Int, completionIndex: Int = 0, taskID: String, caseID: String, workflowID: String,
    scenario: String,
    dataset: String? = nil, variant: String? = nil, tags: [String: String] = [:],
    parameters: [String: JSONValue] = [:], status: TaskStatus, failure: FailureClass? = nil,
    errorMessage: String? = nil, cancelReason: StopReason? = nil, intendedStart: RunInstant = .zero,
    finished: RunInstant = .zero, attempts: [AttemptRecord] = [], outputs: JSONValue = .null,
    expectations: [ExpectationResult] = [], isWarmUp: Bool = false
  ) {
    self.index = index
    self.completionIndex = completionIndex
    self.taskID = taskID
    self.caseID = caseID
    self.workflowID = workflowID
    self.scenario = scenario
    self.dataset = dataset
    self.variant = variant
    self.tags = tags
    self.parameters = parameters
    self.status = status
    self.failure = failure
    self.errorMessage = errorMessage
    self.cancelReason = cancelReason
    self.intendedStart = intendedStart
    self.finished = finished
    self.attempts = attempts
    self.outputs = outputs
    self.expectations = expectations
    self.isWarmUp = isWarmUp
  }

  /// How often the work was called.
  public var attemptCount: Int { attempts.count }
  /// Start to end of the last attempt; zero when there was none.
  public var executionTime: Duration { attempts.last.map { $0.end - $0.start } ?? .zero }
  /// Intended start to the end of the last attempt, retries and pauses included: what a user felt.
  public var totalTime: Duration {
    finished - intendedStart - (attempts.last.map { $0.end - $0.close } ?? .zero)
  }
  /// Tokens of all attempts.
  public var tokens: TokenUsage {
    var sum = TokenUsage()
    forEachExchange { if let used = attempts[$0].exchanges[$1].tokens { sum += used } }
    return sum
  }
  /// Cost of all attempts.
  public var cost: Price {
    var sum = Price.zero
    forEachExchange { if let paid = attempts[$0].exchanges[$1].price { sum += paid } }
    return sum
  }

  /// The positions of attempts and their exchanges: records are large, and iteration would copy them.
  @inline(__always)
  private func forEachExchange(_ body: (Int, Int) -> Void) {
    for attempt in attempts.indices {
      for exchange in attempts[attempt].exchanges.indices { body(attempt, exchange) }
    }
  }
}
