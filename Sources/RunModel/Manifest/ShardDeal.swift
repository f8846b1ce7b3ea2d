import Statistics

/// Which cases a shard is dealt, of all of them in their order. Pure.
///
/// Of each so many consecutive cases every shard has one, in an order that changes from one such group to the next: shards
/// are disjoint, complete, of one size but for one case, and none has only the first values of a dimension.
///
/// What a load goes through again and again is dealt scenario by scenario, and where that are fewer cases than shards,
/// shards have them in common: a shard without a case of a scenario would send nothing of it, and its part of that load
/// would be missing.
package struct ShardDeal: Sendable {
  private let shard: ManifestShard
  /// How many cases there are of each scenario whose load goes through them again and again.
  private let repeated: [String: Int]
  private var positions: [String: Int] = [:]
  private var position = 0

  package init(_ shard: ManifestShard, repeated: [String: Int] = [:]) {
    (self.shard, self.repeated) = (shard, repeated)
  }

  /// Whether it matters of which scenario a case is.
  package var asksScenario: Bool { !repeated.isEmpty }

  /// Whether the next case is this shard's.
  package mutating func takesNext(of scenario: @autoclosure () throws -> String = "") rethrows -> Bool {
    guard asksScenario, case let scenario = try scenario(), let count = repeated[scenario] else {
      defer { position += 1 }
      return isDealt(position)
    }
    defer { positions[scenario, default: 0] += 1 }
    let place = positions[scenario] ?? 0
    if count < shard.count { return shard.numbers.contains { ($0 - 1) % count == place } }
    return isDealt(place)
  }

  private func isDealt(_ position: Int) -> Bool {
    let (group, place) = position.quotientAndRemainder(dividingBy: shard.count)
    let turn = Int(SplitMix64.mix(UInt64(group) &+ 0x9e37_79b9_7f4a_7c15) % UInt64(shard.count))
    return shard.numbers.contains((place + turn) % shard.count + 1)
  }
}
