import RunModel

/// How a run stands at one instant, as far as its results do not say: what lies in its folder as `progress.json` while it
/// goes on.
package struct LiveStanding: Sendable, Equatable, Codable {
  /// The version that this build writes; others are not read.
  package static let currentVersion = 1

  /// How a threshold stands.
  package struct Threshold: Sendable, Equatable, Codable {
    package var expression: String
    /// `holding`, `failing` or `undecided`.
    package var standing: String
    /// What is measured, in words.
    package var value: String

    package init(expression: String, standing: String, value: String) {
      (self.expression, self.standing, self.value) = (expression, standing, value)
    }
  }

  package var version = LiveStanding.currentVersion
  /// The run's id, and its scenario.
  package var run = ""
  package var name = ""
  /// `running`, `draining`, `aborting` or `done`.
  package var phase = "running"
  /// Why it is being ended; `nil` while it is not.
  package var reason: String?
  /// Seconds since the start.
  package var elapsed = 0.0
  /// Seconds to go, when that is known.
  package var remaining: Double?
  /// Tasks in all, when that is known.
  package var planned: Int?
  /// Tasks that have a result.
  package var finished = 0
  /// Attempts under way.
  package var inFlight = 0
  /// Seconds since the plan wanted the oldest of them to start.
  package var oldest: Double?
  /// What the plan wants now, and of what; `nil` without a plan over time.
  package var asked: Double?
  package var askedUnit: String?
  /// The generator's own lateness, p99 in seconds.
  package var lateness: Double?
  package var thresholds: [Threshold] = []
  /// Classes of failure, worst first, with how often each came.
  package var failures: [String] = []
  /// What shards are summed up from; only they have it.
  package var tally: LiveTally?
  package var series = LiveSeries()
  package var log = LiveLog()

  package init() {}
}
