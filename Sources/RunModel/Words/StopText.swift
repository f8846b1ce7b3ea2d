/// Why a run was stopped, in words.
package enum StopText {
  /// Why tasks were cancelled: ` (12 max-failures, 4 user)`, the most first; empty when nobody knows.
  package static func split(_ counts: [String: Int]) -> String {
    let parts = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return parts.isEmpty
      ? "" : " (\(parts.map { "\(Figures.count($0.value)) \($0.key)" }.joined(separator: ", ")))"
  }

  package static func describe(_ reason: StopReason) -> String {
    switch reason {
    case .user(let text): text ?? "interrupted"
    case .maxFailures(let limit): "\(limit) tasks had failed (max_failures)"
    case .maxErrorRate(let limit, let observed, let window):
      "\(Figures.percent(observed)) of the last \(window) tasks failed (max_error_rate \(Figures.percent(limit)))"
    case .minSuccessRate(let limit, let observed, let completed):
      "\(Figures.percent(observed)) of \(completed) tasks succeeded (min_success_rate \(Figures.percent(limit)))"
    case .consecutiveFailures(let limit): "\(limit) tasks failed in a row (consecutive_failures)"
    case .timeoutTotal(let limit): "\(Figures.clock(limit.inSeconds)) had passed (timeout_total)"
    case .maxCost(let limit): "a cost of \(limit) was reached (max_cost)"
    case .maxTokens(let limit): "\(Figures.count(limit)) tokens were used (max_tokens)"
    case .threshold(let expression): "the threshold \(expression) failed"
    case .setupFailed(let scenario): "the setup of scenario '\(scenario)' did not succeed"
    case .casesLost(let why): "the cases could not be read on (\(why))"
    case .dropped(let limit): "dropped while \(limit) tasks were in flight"
    case .loadEnded: "the load had ended and tasks were still unfinished after the drain limit"
    }
  }
}
