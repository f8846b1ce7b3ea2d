import LoadEngine
import RunModel

/// How many workers of this process share a load, each with a loop, connections and results of its own.
public enum WorkerCount: Sendable, Hashable {
  /// The cores that this process may use less one, which is the network's and the system's, as far as each of them has
  /// a part of the load.
  case auto
  /// So many, 1 to 10 000.
  case exactly(Int)
}

extension WorkerCount {
  /// How many they are for a load. Throws ``UsageProblem`` for a number out of range.
  package func count(for manifest: PreparedRun) throws -> Int {
    switch self {
    case .auto: return Self.most(for: manifest)
    case .exactly(let count):
      guard ManifestShard.counts.contains(count) else {
        throw UsageProblem("workers: \(count); expected 1 to \(ManifestShard.limit)")
      }
      return count
    }
  }

  private static func most(for manifest: PreparedRun) -> Int {
    let facts = MachineReader().facts()
    let cores = min(facts.cores, facts.quota.map { Int($0) } ?? .max)
    return (1...max(1, cores - 1)).reversed().first { manifest.sharingProblem($0) == nil } ?? 1
  }
}

extension PreparedRun {
  /// Why its load cannot be shared out to so many; `nil` when it can.
  func sharingProblem(_ count: Int) -> String? {
    if header.shard != nil { return "this manifest is a shard already: share out the whole one" }
    var shared = header
    shared.shard = ManifestShard(1, of: count)
    if let problem = shared.shardProblems.first { return "the load cannot be shared out: \(problem)" }
    return header.idleShardProblem(of: count, cases: header.caseCount)
  }
}
