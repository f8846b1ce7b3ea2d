/// A shape of load: when what shall come, who does it, and how it is said. Whatever else has to know something about a
/// load asks here, so that a new shape is a type of its own, its keys in a scenario, and a line in
/// ``LoadProfile/shapes``.
package protocol LoadShape: Sendable, Hashable, Codable {
  /// Its name, in scenarios (`model:`) and manifests.
  static var name: String { get }
  /// What its name alone stands for; `nil` when it needs values.
  static var standard: Self? { get }
  /// Some of its kind that can be run: tests walk them.
  static var examples: [Self] { get }

  /// How long the plan lasts; `nil` when the load ends with its tasks.
  var length: Duration? { get }
  /// Spans since the load's begin whose tasks are kept out of the steady figures.
  var warmUps: [Range<RunInstant>] { get }
  /// Names at instants of the plan, in order.
  var marks: [LoadMark] { get }
  /// What comes when, of the whole or of one shard.
  func schedule(_ policy: ExecutionPolicy, seed: UInt64, shard: ManifestShard?) -> any LoadSchedule
  /// Who begins the tasks.
  var conduct: LoadConduct { get }
  /// Whether each case says itself when it arrives, and is done once.
  var followsCases: Bool { get }
  /// The most that may be under way at once, and the key that says so.
  func most(_ policy: ExecutionPolicy) -> (key: String, value: Int)
  /// What one shard does of it, so that all shards together are the whole. The plan stays that of the whole: each
  /// shard takes its part of the schedule.
  func part(of shard: ManifestShard) -> Self
  /// What is wrong with its values; empty when it can be run.
  var problems: [PolicyProblem] { get }
  /// How it is said.
  var words: LoadWords { get }
}

extension LoadShape {
  package static var standard: Self? { nil }
  package var marks: [LoadMark] { [] }
  package var followsCases: Bool { false }

  func equals(_ other: any LoadShape) -> Bool { (other as? Self) == self }
}

/// What is said of a load.
package struct LoadWords: Sendable, Hashable {
  /// In a line of the terminal.
  package var short: String
  /// In full.
  package var full: String
  /// How many tasks it plans; `nil` when that is not known.
  package var tasks: Double?
  /// What to raise for a larger sample.
  package var sampleKey: String

  package init(short: String, full: String, tasks: Double?, sampleKey: String = "the load's duration") {
    (self.short, self.full, self.tasks, self.sampleKey) = (short, full, tasks, sampleKey)
  }
}
