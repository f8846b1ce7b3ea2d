import RunModel

/// Decides on every completion whether the run must stop: a fold over starts and results. Pure.
package struct StopRule: Sendable {
  private let conditions: StopConditions
  private var failures = 0
  private var inARow = 0
  private var errorRate: RateStop?
  private var successRate: RateStop?
  private var cost = Price.zero
  private var tokens = 0

  package init(_ conditions: StopConditions) {
    self.conditions = conditions
    errorRate = conditions.maxErrorRate.map {
      RateStop(failuresAtMost: $0.limit, minimumCount: $0.minimumCount, over: .last($0.window))
    }
    successRate = conditions.minSuccessRate.map {
      RateStop(failuresAtMost: 1 - $0.limit, minimumCount: $0.minimumCount, over: .all)
    }
  }

  /// A task has begun. Numbers rise in the order of starts.
  package mutating func begin(_ number: Int) {
    errorRate?.begin(number)
    successRate?.begin(number)
  }

  /// Takes one result and the number with which its task began; the reason to stop, if there is one now. Cancelled
  /// tasks count for nothing.
  package mutating func observe(_ result: TaskResult, begun number: Int?) -> StopReason? {
    spend(result)
    guard result.status != .cancelled else { return spendingReason }
    let failed = !result.status.isSuccess
    if failed { failures += 1 }
    inARow = failed ? inARow + 1 : 0
    return countReason ?? number.flatMap { rateReason($0, failed) } ?? spendingReason
  }

  private mutating func spend(_ result: TaskResult) {
    guard conditions.maxCost != nil || conditions.maxTokens != nil else { return }
    cost += result.cost
    tokens += result.tokens.total
  }

  private var countReason: StopReason? {
    if let limit = conditions.maxFailures, failures >= limit { return .maxFailures(limit: limit) }
    if let limit = conditions.consecutiveFailures, inARow >= limit {
      return .consecutiveFailures(limit: limit)
    }
    return nil
  }

  private mutating func rateReason(_ number: Int, _ failed: Bool) -> StopReason? {
    if let found = errorRate?.end(number, failed: failed), let limit = conditions.maxErrorRate?.limit {
      let observed = Double(found.failed) / Double(found.ended)
      return .maxErrorRate(limit: limit, observed: observed, window: found.ended)
    }
    if let found = successRate?.end(number, failed: failed), let limit = conditions.minSuccessRate?.limit {
      let observed = Double(found.ended - found.failed) / Double(found.ended)
      return .minSuccessRate(limit: limit, observed: observed, completed: found.ended)
    }
    return nil
  }

  private var spendingReason: StopReason? {
    if let limit = conditions.maxCost, cost >= limit { return .maxCost(limit: limit) }
    if let limit = conditions.maxTokens, tokens >= limit { return .maxTokens(limit: limit) }
    return nil
  }
}
