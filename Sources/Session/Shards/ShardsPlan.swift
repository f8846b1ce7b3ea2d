import FoundationEssentials
import LoadEngine
import Report
import RunModel

/// `shards.json` in the folder of a run that is shared out: how many shards, which of them are to be done now, and how each
/// is to run. What is to be done stands in `manifest.jsonl` beside it.
package struct ShardsPlan: Sendable, Equatable, Codable {
  /// The version that this build writes; others are refused.
  package static let currentVersion = 1

  package var version = ShardsPlan.currentVersion
  /// How many shards there are.
  package var count: Int
  /// The shards that are to be done, from 1, ascending: all at first, the lost ones when the run is resumed.
  package var wanted: [Int]
  /// From 1; one more each time that the run is resumed.
  package var attempt = 1
  /// How long a shard waits for the others, seconds.
  package var gatherSeconds: Double
  /// When the load begins at the earliest, seconds since 1970; `nil` for as soon as all are ready.
  package var startsAt: Double?
  /// Who starts the shards.
  package var launcher: LauncherOptions
  package var stub = false
  package var keepsOutputs = false
  /// Raw transcripts that each shard keeps.
  package var transcripts = 0
  package var reconciles = false
  /// How much each shard writes to its `run.log`; `nil` for no log.
  package var logLevel: String?
  /// What becomes of tasks that were in flight when a shard was lost.
  package var inFlight = TasksInFlight.repeat.rawValue

  /// - Parameter gatherSeconds: what the launcher needs when `nil`.
  package init(count: Int, launcher: LauncherOptions, gatherSeconds: Double? = nil) {
    self.count = count
    wanted = Array(1...count)
    self.launcher = launcher
    self.gatherSeconds = gatherSeconds ?? launcher.kind.gatherSeconds
  }

  /// The shard at a place of those that are to be done, from 0. Throws ``UsageProblem``.
  package func number(atIndex index: Int) throws -> Int {
    guard wanted.indices.contains(index) else {
      throw UsageProblem("there is no shard at place \(index): \(wanted.count) are to be done")
    }
    return wanted[index]
  }

  /// The options of a run that each shard takes over.
  mutating func take(_ options: RunSession.Options) {
    (stub, keepsOutputs, transcripts) = (options.stub, options.keepsOutputs, options.transcripts)
    (reconciles, logLevel) = (options.reconciles, options.logLevel.map { "\($0)" })
    transcripts = (transcripts + count - 1) / count
  }

  /// The options of one shard's run.
  var options: RunSession.Options {
    var options = RunSession.Options()
    (options.stub, options.keepsOutputs, options.transcripts) = (stub, keepsOutputs, transcripts)
    options.reconciles = reconciles
    options.logLevel = RunLogger.Level.allCases.first { "\($0)" == logLevel }
    return options
  }

  /// Whether it can be followed.
  var isSound: Bool {
    version == Self.currentVersion && ManifestShard.counts.contains(count) && !wanted.isEmpty
      && wanted == wanted.sorted() && wanted.allSatisfy((1...count).contains) && attempt >= 1
      && (0...1e6).contains(gatherSeconds)
  }
}
