import FoundationEssentials
import Judgement
import Report
import RunModel

/// Joins reports on disk: while one is added, the next are read; few of them are in memory at a time.
package enum MergedReports {
  /// The joined report; `isShared` when they are shards, of which also a single one is a part. Throws ``ReportFile/Problem``
  /// or ``ReportMerge/Mismatch``.
  package static func merge(_ paths: [String], isShared: Bool) async throws -> ReportDocument {
    let width = max(1, min(ProcessInfo.processInfo.activeProcessorCount, 8))
    var fold = ReportFold()
    var ahead: ArraySlice<Task<ReportDocument, any Error>> = []
    for path in paths {
      if ahead.count == width, let next = ahead.popFirst() { try fold.add(await next.value) }
      ahead.append(Task { @concurrent in try ReportFile.read(path) })
    }
    while let next = ahead.popFirst() { try fold.add(await next.value) }
    return try fold.finish(isShared: isShared)
  }
}
