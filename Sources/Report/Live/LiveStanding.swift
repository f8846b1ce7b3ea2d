import RunModel

/// How a run stands at one instant, as far as its results do not say: what lies in its folder as `progress.json` while it
/// goes on.
package struct LiveStanding: Sendable, Equatable, Codable {
  /// The version that this build writes; others are not read.
  package static let currentVersion = 1

  /// How a threshold stands.
  package struct Threshold: Sendable, Equatable, Codable {
    /// As the scenario states it.
    package var expression: String
    /// `holding`, `failing` or `undecided`.
    package var standing: String
    /// What is measured, in words.
    package var value: String

    package init(expression: String, standing: String, value: String) {
      (self.expression, self.standing, self.value) = (expression, standing, value)
    }
  }

  /// A shard of a run that is shared out.
  package struct Shard: Sendable, Equatable, Codable {
    /// From 1.
    package var number: Int
    /// As of a run; `lost` for one that is known to be gone or has fallen silent, `done` for one that has its report.
    package var phase: String
    /// Tasks that have a result.
    package var finished: Int
    /// Attempts under way.
    package var inFlight: Int
    /// Seconds of the load, as it last said.
    package var elapsed: Double

    package init(number: Int, phase: String, finished: Int, inFlight: Int, elapsed: Double) {
      (self.number, self.phase, self.finished) = (number, phase, finished)
      (self.inFlight, self.elapsed) = (inFlight, elapsed)
    }
  }

  /// Version of the format.
  package var version = LiveStanding.currentVersion
  /// The run's id.
  package var run = ""
  /// The scenario's name.
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
  /// What the plan wants now; `nil` without a plan over time.
  package var asked: Double?
  /// Of what that is a number.
  package var askedUnit: String?
  /// The generator's own lateness, p99 in seconds.
  package var lateness: Double?
  /// How the thresholds stand.
  package var thresholds: [Threshold] = []
  /// Classes of failure, worst first, with how often each came.
  package var failures: [String] = []
  /// What shards are summed up from; only they have it.
  package var tally: LiveTally?
  /// Its shards, of a sum over several; `nil` for a run by itself.
  package var shards: [Shard]?
  /// How it went over its time.
  package var series = LiveSeries()
  /// What happened.
  package var log = LiveLog()

  package init() {}
}
