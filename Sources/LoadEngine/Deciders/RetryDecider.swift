import RunModel
import Statistics

/// Decides whether and when a task is tried again. Pure: randomness comes from the seed, the case and the
/// attempt only, so it does not depend on scheduling.
package struct RetryDecider: Sendable {
  private let policy: RetryPolicy
  private let seed: UInt64

  package init(_ policy: RetryPolicy, seed: UInt64 = 0) {
    self.policy = policy
    self.seed = seed
  }

  /// The pause before the attempt after `attempt` (1 for the first); `nil` when there is none.
  ///
  /// - Parameters:
  ///   - lastPause: the pause before this attempt, for decorrelated jitter.
  ///   - retryAfter: the server's wish; the longer of it (bounded) and the backoff holds.
  package func pause(
    after attempt: Int, status: TaskStatus, stream: @autoclosure () -> UInt64, lastPause: Duration? = nil,
    retryAfter: Duration? = nil
  ) -> Duration? {
    guard attempt < policy.maxAttempts, status.isRetryable, policy.retryOn.contains(status) else {
      return nil
    }
    let backoff = jittered(attempt: attempt, stream: stream(), lastPause: lastPause)
    guard let wish = retryAfter else { return backoff }
    return max(backoff, min(max(wish, .zero), policy.maxRetryAfter))
  }

  /// `backoff * multiplier^(attempt - 1)`, capped: the wait before attempt k is backoff * multiplier^(k - 2).
  package func exponential(attempt: Int) -> Duration {
    var seconds = policy.backoff.inSeconds
    for _ in 1..<max(attempt, 1) {
      seconds *= policy.multiplier
      if seconds > 1e9 { break }
    }
    let uncapped = Duration.seconds(min(seconds, 1e9))
    return policy.maxBackoff.map { min($0, uncapped) } ?? uncapped
  }

  private func jittered(attempt: Int, stream: UInt64, lastPause: Duration?) -> Duration {
    let full = exponential(attempt: attempt)
    if policy.jitter == .none { return full }
    var random = SeededGenerator(seed: seed, stream: stream, UInt64(attempt), 0x7e72)
    let share = random.nextUnit()
    switch policy.jitter {
    case .none: return full
    case .full: return full * share
    case .equal: return full * (0.5 + share / 2)
    case .decorrelated:
      let top = max(policy.backoff.inSeconds, (lastPause ?? policy.backoff).inSeconds * 3)
      let drawn = Duration.seconds(policy.backoff.inSeconds + (top - policy.backoff.inSeconds) * share)
      return policy.maxBackoff.map { min($0, drawn) } ?? drawn
    }
  }
}
