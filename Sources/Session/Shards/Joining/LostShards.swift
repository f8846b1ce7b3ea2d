import RunModel

/// Tells of each shard that is lost, once, as soon as it is known. Pure.
struct LostShards {
  let count: Int
  private var told: Set<Int> = []

  init(of count: Int) { self.count = count }

  /// What is to be said now. `ends`: shards whose process is gone without a report, and how it ended; `silent`: those that
  /// say nothing any more.
  mutating func look(ends: [Int: String], silent: Set<Int>) -> [String] {
    let new = Set(ends.keys).union(silent).subtracting(told).sorted()
    told.formUnion(new)
    return new.map { shard in
      let how =
        ends[shard]
        ?? "has said nothing for \(Figures.clock(ShardStandings.patience)), and seems to be lost"
      return "shard \(shard)/\(count) \(how): its load is missing; the others go on"
    }
  }
}
