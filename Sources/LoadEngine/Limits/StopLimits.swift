import RunModel

/// The limits at which a run ends early. Scenarios that have the same limit share it: it is counted over all of them.
/// Confined to the run's loop.
final class StopLimits: @unchecked Sendable {
  /// One limit, and what was counted for it so far. Confined as the limits are.
  final class Limit: @unchecked Sendable {
    private var rule: StopRule

    init(_ conditions: StopConditions) { rule = StopRule(conditions) }

    func begin(_ number: Int) { rule.begin(number) }

    func observe(_ result: TaskResult, begun number: Int?) -> StopReason? {
      rule.observe(result, begun: number)
    }
  }

  private var limits: [StopConditions: Limit] = [:]

  /// The limits of these conditions.
  func limits(_ conditions: StopConditions) -> [Limit] {
    conditions.limits.map { conditions in
      let limit = limits[conditions] ?? Limit(conditions)
      limits[conditions] = limit
      return limit
    }
  }
}

extension [StopLimits.Limit] {
  /// Takes one result; the first reason to stop, if there is one now.
  func observe(_ result: TaskResult, begun number: Int?) -> StopReason? {
    reduce(nil) { reason, limit in
      let own = limit.observe(result, begun: number)
      return reason ?? own
    }
  }
}

extension StopConditions {
  /// Its limits one by one, without those of time.
  fileprivate var limits: [StopConditions] {
    var parts = [StopConditions](repeating: StopConditions(timeoutPerTask: nil), count: 6)
    parts[0].maxFailures = maxFailures
    parts[1].consecutiveFailures = consecutiveFailures
    parts[2].maxErrorRate = maxErrorRate
    parts[3].minSuccessRate = minSuccessRate
    parts[4].maxCost = maxCost
    parts[5].maxTokens = maxTokens
    return parts.filter { $0 != StopConditions(timeoutPerTask: nil) }
  }
}
