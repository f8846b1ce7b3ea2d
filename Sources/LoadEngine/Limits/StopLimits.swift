import RunModel
import Synchronization

/// The limits at which a run ends early. Scenarios that have the same limit share it, and so do the workers of one run: it
/// is counted over all of them. Safe to use from any thread.
package final class StopLimits: Sendable {
  private struct State {
    var rules: [StopRule] = []
    var places: [StopConditions: Int] = [:]
    var begun = 0
  }

  private let state = Mutex(State())

  package init() {}

  /// Those that hold for a part of the run; `nil` when none does.
  func part(_ conditions: StopConditions) -> Part? {
    let places = state.withLock { state in
      conditions.limits.map { conditions in
        let place = state.places[conditions] ?? state.rules.count
        if place == state.rules.count { state.rules.append(StopRule(conditions)) }
        state.places[conditions] = place
        return place
      }
    }
    return places.isEmpty ? nil : Part(limits: self, places: places)
  }

  /// The limits of a part of the run.
  struct Part: Sendable {
    fileprivate let limits: StopLimits
    fileprivate let places: [Int]

    /// A task has begun; its number in the order of starts.
    func begin() -> Int {
      limits.state.withLock { state in
        defer { state.begun += 1 }
        for place in places { state.rules[place].begin(state.begun) }
        return state.begun
      }
    }

    /// Takes one result and the number with which its task began; the first reason to stop, if there is one now.
    func observe(_ result: TaskResult, begun number: Int?) -> StopReason? {
      limits.state.withLock { state in
        places.reduce(nil) { reason, place in
          let own = state.rules[place].observe(result, begun: number)
          return reason ?? own
        }
      }
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
