import FoundationEssentials
import Glibc
import Report
import RunModel

/// What becomes of the shards' files when the run is over. A run that can be resumed keeps all of them.
struct ShardsCleanup {
  let folder: ShardsFolder
  let plan: ShardsPlan

  /// Of a whole run: its results become one file, and what of the shards only served the run goes. Their reports stay, since
  /// they tell one machine from another. Throws what kept the results from being joined.
  func run() throws {
    try joinResults()
    for number in 1...plan.count where folder.run(of: number).hasReport {
      let paths = folder.run(of: number)
      for file in [paths.results, paths.manifest] { remove(file) }
      if folder.lastWords(of: number) == nil { remove(folder.log(of: number)) }
    }
    forget()
  }

  /// What the shards said to each other is of no use any more.
  func forget() { for attempt in 1...plan.attempt { folder.words(of: attempt).remove() } }

  /// Several gzip members that follow each other are one content.
  private func joinResults() throws {
    let whole = try AtomicFile(folder.paths.results)
    // What a lost shard wrote has no end.
    for number in 1...plan.count where folder.run(of: number).hasReport {
      try copy(folder.run(of: number).results, to: whole)
    }
    try whole.commit()
  }

  private func copy(_ path: String, to whole: AtomicFile) throws {
    let file = try OpenFile(path)
    while let piece = try file.read(atMost: 1 << 18) { try whole.add(piece) }
  }

  private func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }
}
