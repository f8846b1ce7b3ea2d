import FoundationEssentials
import Report
import RunModel

/// Looks at a run that is shared out from outside: it only reads.
package struct ShardsWatch {
  private let folder: ShardsFolder
  private let plan: ShardsPlan
  private var progress: ShardsProgress

  /// Throws ``UsageProblem`` for a folder that is none of such a run.
  package init(_ folder: ShardsFolder) throws {
    (self.folder, plan) = (folder, try folder.plan())
    let header = try ManifestFile(folder.paths.manifest, limit: .max).header
    progress = ShardsProgress(folder, plan, name: header.name)
  }

  /// Tells how it stands until it has ended, or the looker has: whether the run is over.
  package func run(once: Bool, _ told: Progress, isCancelled: @Sendable () -> Bool) async -> Bool {
    var progress = progress
    defer { told.finish() }
    var next = 0.0
    var seconds = 0.0
    while !isCancelled() {
      let isOver = isOver
      if once || isOver || seconds >= next {
        told.take(progress.look())
        next = seconds + max(1, told.interval)
      }
      if once || isOver { return isOver }
      try? await Task.sleep(for: .milliseconds(200))
      seconds += 0.2
    }
    return false
  }

  /// Every shard has its report, the whole has, or the load was called off.
  private var isOver: Bool {
    if folder.paths.hasReport { return true }
    if let begin = folder.words(of: plan.attempt).begin(), begin.at == nil { return true }
    return (1...plan.count).allSatisfy { folder.run(of: $0).hasReport }
  }
}
