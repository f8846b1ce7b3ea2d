import DequeModule
import RunModel

/// Decides on every completion whether the run must stop: a fold over results. Pure.
package struct StopRule: Sendable {
  private let conditions: StopConditions
  private var completed = 0
  private var succeeded = 0
  private var failures = 0
  private var inARow = 0
  private var recent = Deque<Bool>()
  private var recentFailures = 0
  private var cost = Price.zero
  private var tokens = 0

  package init(_ conditions: StopConditions) { self.conditions = conditions }

  /// Takes one result; the reason to stop, if there is one now. Cancelled tasks count for nothing.
  package mutating func observe(_ result: TaskResult) -> StopReason? {
    spend(result)
    guard result.status != .cancelled else { return spendingReason }
    let failed = !result.status.isSuccess
    completed += 1
    if failed { failures += 1 } else { succeeded += 1 }
    inARow = failed ? inARow + 1 : 0
    remember(failed)
    return failureReason ?? spendingReason
  }

  private mutating func spend(_ result: TaskResult) {
    guard conditions.maxCost != nil || conditions.maxTokens != nil else { return }
    cost += result.cost
    tokens += result.tokens.total
  }

  private mutating func remember(_ failed: Bool) {
    guard let rate = conditions.maxErrorRate else { return }
    recent.append(failed)
    if failed { recentFailures += 1 }
    if recent.count > rate.window, let oldest = recent.popFirst(), oldest { recentFailures -= 1 }
  }

  private var failureReason: StopReason? {
    if let limit = conditions.maxFailures, failures >= limit { return .maxFailures(limit: limit) }
    if let limit = conditions.consecutiveFailures, inARow >= limit {
      return .consecutiveFailures(limit: limit)
    }
    if let rate = conditions.maxErrorRate, recent.count >= min(rate.minimumCount, rate.window) {
      let observed = Double(recentFailures) / Double(recent.count)
      if observed > rate.limit {
        return .maxErrorRate(limit: rate.limit, observed: observed, window: recent.count)
      }
    }
    if let rate = conditions.minSuccessRate, completed >= rate.minimumCount {
      let observed = Double(succeeded) / Double(completed)
      if observed < rate.limit {
        return .minSuccessRate(limit: rate.limit, observed: observed, completed: completed)
      }
    }
    return nil
  }

  private var spendingReason: StopReason? {
    if let limit = conditions.maxCost, cost >= limit { return .maxCost(limit: limit) }
    if let limit = conditions.maxTokens, tokens >= limit { return .maxTokens(limit: limit) }
    return nil
  }
}
