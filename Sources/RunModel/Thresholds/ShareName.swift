import Statistics

/// Shares of tasks that thresholds may use, from 0 to 1. To add one, add it here, and to the reference.
package enum ShareName: String, Sendable, CaseIterable {
  /// Succeeded of all; cancelled tasks count against it.
  case success = "success_rate"
  /// Succeeded of those that ran to an end of their own.
  case completedSuccess = "completed_success_rate"
  /// Failed, timed out or broken, of all.
  case error = "error_rate"
  /// Timed out, of all.
  case timeout = "timeout_rate"
  /// Ended with errors that the workflow handled, of all.
  case partial = "partial_rate"

  /// The share of a part of the run; `nil` of nothing.
  package func proportion(of tally: Tally) -> Proportion? {
    let counts = tally.statistics
    return switch self {
    case .success: Proportion(successes: counts.succeeded, trials: counts.total)
    case .completedSuccess: Proportion(successes: counts.succeeded, trials: counts.completed)
    case .error: Proportion(successes: counts.unsuccessful, trials: counts.total)
    case .timeout: Proportion(successes: counts.timeout, trials: counts.total)
    case .partial: Proportion(successes: min(tally.partial, counts.total), trials: counts.total)
    }
  }

  /// The same of a run that was cut: tasks that the cut cancelled speak for nothing.
  package func proportionBeforeCut(of tally: Tally) -> Proportion? {
    proportion(of: tally).flatMap { share in
      let left = self == .completedSuccess ? 0 : tally.statistics.cancelledWithTheRun
      return Proportion(successes: share.successes, trials: share.trials - left)
    }
  }
}
