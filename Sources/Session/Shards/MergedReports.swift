import FoundationEssentials
import Judgement
import Report
import RunModel

/// Joins reports on disk: all cores read, and few of them are in memory at a time.
package enum MergedReports {
  /// The joined report; `isShared` when they are shards, of which also a single one is a part. Throws ``ReportFile/Problem``
  /// or ``ReportMerge/Mismatch``.
  package static func merge(_ paths: [String], isShared: Bool) async throws -> ReportDocument {
    let width = max(1, min(ProcessInfo.processInfo.activeProcessorCount, 8))
    var fold = ReportFold()
    for start in stride(from: 0, to: paths.count, by: width) {
      for report in try await read(Array(paths[start..<min(start + width, paths.count)])) {
        try fold.add(report)
      }
    }
    return try fold.finish(isShared: isShared)
  }

  /// In their order.
  private static func read(_ paths: [String]) async throws -> [ReportDocument] {
    try await withThrowingTaskGroup(of: (Int, ReportDocument).self) { group in
      for (index, path) in paths.enumerated() {
        group.addTask { @concurrent in (index, try ReportFile.read(path)) }
      }
      return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}
