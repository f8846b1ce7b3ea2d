import LoadEngine
import RunModel

extension LoadTest {
  /// How many workers a load is given when nobody says it: the cores that this process may use less one, which is the
  /// network's and the system's, as far as each of them has a part of the load.
  package static func workers(for manifest: PreparedRun) -> Int {
    let facts = MachineReader().facts()
    let cores = min(facts.cores, facts.quota.map { Int($0) } ?? .max)
    return (1...max(1, cores - 1)).reversed().first { manifest.sharingProblem($0) == nil } ?? 1
  }
}

extension PreparedRun {
  /// Why its load cannot be shared out to so many; `nil` when it can.
  func sharingProblem(_ count: Int) -> String? {
    var shared = header
    shared.shard = ManifestShard(1, of: count)
    if let problem = shared.shardProblems.first { return "the load cannot be shared out: \(problem)" }
    return header.idleShardProblem(of: count, cases: header.caseCount)
  }
}
