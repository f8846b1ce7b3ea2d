/// Who ended a run, or a task, before its natural end, and why.
public enum StopReason: Sendable, Hashable, Codable {
  /// A person or the program around: the cancellation token, Ctrl-C.
  case user(String?)
  /// `stop_conditions.max_failures` was reached.
  case maxFailures(limit: Int)
  /// `stop_conditions.max_error_rate` was exceeded.
  case maxErrorRate(limit: Double, observed: Double, window: Int)
  /// `stop_conditions.min_success_rate` was missed.
  case minSuccessRate(limit: Double, observed: Double, completed: Int)
  /// `stop_conditions.consecutive_failures` was reached.
  case consecutiveFailures(limit: Int)
  /// `stop_conditions.timeout_total` passed.
  case timeoutTotal(limit: Duration)
  /// `stop_conditions.max_cost` was reached.
  case maxCost(limit: Price)
  /// `stop_conditions.max_tokens` was reached.
  case maxTokens(limit: Int)
  /// A threshold that aborts the run failed.
  case threshold(String)
  /// A case that was to prepare the scenario of that name did not succeed.
  case setupFailed(scenario: String)
  /// The source of the cases broke: a manifest or a data file that was changed, or cannot be read any more.
  case casesLost(String)
  /// The arrival was dropped: as many tasks as may be were in flight. Of a task only.
  case dropped(inFlight: Int)
  /// The load's planned duration ended while the task was unfinished.
  case loadEnded

  /// Whether too large a share of the tasks failed.
  package var isRate: Bool {
    switch self {
    case .maxErrorRate, .minSuccessRate: true
    default: false
    }
  }

  /// One label-safe word.
  public var label: String {
    switch self {
    case .user: "user"
    case .maxFailures: "max-failures"
    case .maxErrorRate: "max-error-rate"
    case .minSuccessRate: "min-success-rate"
    case .consecutiveFailures: "consecutive-failures"
    case .timeoutTotal: "timeout-total"
    case .maxCost: "max-cost"
    case .maxTokens: "max-tokens"
    case .threshold: "threshold"
    case .setupFailed: "setup-failed"
    case .casesLost: "cases-lost"
    case .dropped: "dropped"
    case .loadEnded: "load-ended"
    }
  }
}

extension StopReason {
  /// The reason of a ``label``, without its figures; `nil` for another word.
  package init?(label: String) {
    let reasons: [StopReason] = [
      .user(nil), .maxFailures(limit: 0), .maxErrorRate(limit: 0, observed: 0, window: 0),
      .minSuccessRate(limit: 0, observed: 0, completed: 0), .consecutiveFailures(limit: 0),
      .timeoutTotal(limit: .zero), .maxCost(limit: .zero), .maxTokens(limit: 0), .threshold(""),
      .setupFailed(scenario: ""), .casesLost(""), .dropped(inFlight: 0), .loadEnded,
    ]
    guard let reason = reasons.first(where: { $0.label == label }) else { return nil }
    self = reason
  }
}
