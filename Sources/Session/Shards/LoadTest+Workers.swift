import LoadEngine
import RunModel

extension LoadTest {
  /// How many workers a load is given when nobody says it: the cores that this process may use less one, which is the
  /// network's and the system's, as far as each of them has a part of the load.
  package static func workers(for manifest: PreparedRun) -> Int {
    let facts = MachineReader().facts()
    let cores = min(facts.cores, facts.quota.map { Int($0) } ?? .max)
    return (1...max(1, cores - 1)).reversed().first { count in
      var header = manifest.header
      header.shard = ManifestShard(1, of: count)
      return header.shardProblems.isEmpty
        && manifest.header.idleShardProblem(of: count, cases: manifest.header.caseCount) == nil
    } ?? 1
  }
}
