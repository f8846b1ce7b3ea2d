// What the numbers of a policy may be. A scenario's keys and the checks of values that are made in code have them from
// here, so that each range is written once.

/// Ranges that several have.
package enum Ranges {
  /// A length of time, seconds: three years at most.
  package static let time = 0...1e8
  /// A length of time that is one.
  package static let positiveTime = Double.leastNonzeroMagnitude...1e8
  /// A share of a whole.
  package static let share = 0.0...1
  /// How often something is counted.
  package static let count = 1...1_000_000_000
  /// Tasks that are looked at together.
  package static let window = 1...1_000_000
  /// Tokens that a run may use.
  package static let tokens = 1...1_000_000_000_000
  /// Money that a run may cost.
  package static let cost = Price(units: 1)...Price(units: .max)
  /// Things at once.
  package static let atOnce = 1...1_000_000
  /// How much more one counts than another.
  package static let weight = 0...1e9
}

extension ExecutionPolicy {
  package enum Allowed {
    package static let concurrency = Ranges.atOnce
    package static let batchSize = 1...100_000_000
  }
}

extension RateLimit {
  package enum Allowed {
    package static let perMinute = 0.0006...6e9
    /// Within ``perMinute``, in seconds.
    package static let perSecond = 0.00001...1e8
    package static let burst = 1...1_000_000
  }
}

extension RetryPolicy {
  package enum Allowed {
    package static let maxAttempts = 1...1000
    package static let multiplier = 1.0...1000
    /// The statuses that may be tried again.
    package static let retryOn = TaskStatus.allCases.filter(\.isRetryable)
  }
}

extension LoadStage {
  package enum Allowed {
    /// Users, or arrivals a second.
    package static let target = 0.0...1_000_000
  }
}

extension OpenLoad {
  package enum Allowed {
    package static let maxInFlight = Ranges.atOnce
    /// The shape of the gamma distribution of gaps.
    package static let burstiness = 0.01...1000
    /// Tasks of a user that comes and goes.
    package static let tasksEach = 1...1_000_000
  }
}

extension UserPool {
  package enum Allowed {
    package static let size = 1...1_000_000
  }
}

extension ClosedRange<Int> {
  /// What is expected, in words.
  package var words: String {
    upperBound == .max
      ? "a whole number from \(lowerBound)" : "a whole number from \(lowerBound) to \(upperBound)"
  }
}

extension ClosedRange<Double> {
  /// What is expected, in words.
  package var words: String {
    if self == Ranges.share { return "a share from 0 to 1" }
    return "a number from \(Figures.short(lowerBound)) to \(Figures.short(upperBound))"
  }

  /// The least length of time, in words.
  package var timeWords: String { lowerBound > 0 ? "more than 0" : "0 or more" }
}
