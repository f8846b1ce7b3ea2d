import RunModel
import Statistics

/// How a run stands, at one instant.
public struct RunProgress: Sendable, Equatable {
  /// What the run is doing.
  public enum Phase: String, Sendable {
    /// Tasks are begun.
    case running
    /// None is begun any more; those in flight may end.
    case draining
    /// What is in flight is being ended.
    case aborting
    /// It has ended.
    case done
  }

  /// How a threshold stands at the moment.
  package struct Threshold: Sendable, Equatable {
    /// How it stands.
    package enum Standing: String, Sendable {
      /// It would pass now.
      case holding
      /// It would fail now.
      case failing
      /// It cannot be decided yet.
      case undecided
    }
    /// As it was written.
    package var expression: String
    /// How it stands.
    package var standing: Standing
    /// The measured value in words.
    package var value: String

    package init(expression: String, standing: Standing, value: String) {
      (self.expression, self.standing, self.value) = (expression, standing, value)
    }
  }

  /// Median and tail of one latency, in seconds. What was cut, and what is under way, counts as longer than its age.
  public struct Latency: Sendable, Equatable {
    /// The median, or what it is at least.
    public var p50: Double
    /// 95 % are no longer; or what that is at least.
    public var p95: Double
    /// Whether only a lower bound of the median is known.
    package var p50IsLowerBound = false
    /// Whether only a lower bound of the tail is known.
    package var p95IsLowerBound = false

    package init(p50: Double, p95: Double) { (self.p50, self.p95) = (p50, p95) }

    /// Of a sample; `nil` of nothing.
    init?(_ sample: CensoredSample) {
      guard let median = sample.quantile(0.5), let tail = sample.quantile(0.95) else { return nil }
      (p50, p95) = (median.low / 1e9, tail.low / 1e9)
      (p50IsLowerBound, p95IsLowerBound) = (Self.isOpen(median), Self.isOpen(tail))
    }

    /// A few attempts under way move a quantile by a bucket or two: that is no matter for a line of text.
    private static func isOpen(_ value: Interval) -> Bool { value.high > 1.1 * value.low }

    /// `p50 812 ms, p95 > 3.10 s`.
    package var words: String {
      "p50 \(p50IsLowerBound ? "> " : "")\(Figures.seconds(p50)), p95 \(p95IsLowerBound ? "> " : "")\(Figures.seconds(p95))"
    }
  }

  /// How often one class of failure came.
  package struct FailureCount: Sendable, Equatable {
    /// The class of failure.
    package var label: String
    /// How many attempts.
    package var count: Int

    package init(label: String, count: Int) { (self.label, self.count) = (label, count) }
  }

  package init() {}

  /// The scenario.
  public var name = ""
  /// What the run is doing.
  public var phase = Phase.running
  /// Seconds since the start.
  public var elapsed = 0.0
  /// Seconds to go, when that is known.
  package var remaining: Double?
  /// Tasks in all, when that is known.
  public var planned: Int?
  /// Tasks that succeeded, warm-up included, as in the counts that follow.
  public var succeeded = 0
  /// Tasks of which the work said no.
  public var failed = 0
  /// Tasks that took too long.
  public var timeout = 0
  /// Tasks that broke.
  public var error = 0
  /// Tasks that were ended, or never begun.
  public var cancelled = 0
  /// Attempts under way.
  public var inFlight = 0
  /// Tasks finished a second over the last seconds, newest last.
  package var rates: [Double] = []
  /// 95 % interval of the success rate, when there is one.
  package var successInterval: ClosedRange<Double>?
  /// Seconds since the plan wanted the oldest attempt under way to start; `nil` when none is.
  package var oldest: Double?
  /// Response time of what succeeded, was cut, or is under way; `nil` of nothing.
  public var response: Latency?
  /// Time to first text of what succeeded.
  public var firstText: Latency?
  /// The generator's own lateness, p99 in seconds.
  package var lateness: Double?
  /// How each threshold stands.
  package var thresholds: [Threshold] = []
  /// The most frequent failures, worst first.
  package var failures: [FailureCount] = []
  /// Shards that are lost, by their names; of a run that is shared out.
  package var lost: [String] = []

  /// Tasks that have a result.
  public var finished: Int { succeeded + failed + timeout + error + cancelled }
  /// Tasks that failed, timed out or broke.
  public var unsuccessful: Int { failed + timeout + error }
  /// Tasks finished a second, of late.
  public var rate: Double { rates.last ?? 0 }
  /// Succeeded of all that have a result; `nil` of none.
  public var successRate: Double? { finished == 0 ? nil : Double(succeeded) / Double(finished) }
}

extension RunProgress {
  /// The oldest attempt's age, when it is more than twice the median: something waits.
  package var tellingOldest: Double? {
    guard let oldest, let response else { return oldest }
    return response.p50IsLowerBound || oldest > 2 * response.p50 ? oldest : nil
  }
}
