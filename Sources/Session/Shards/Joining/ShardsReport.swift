import FoundationEssentials
import Judgement
import Report
import RunModel

/// Joins what the shards of a run left to the report of the whole.
package struct ShardsReport: Sendable {
  let folder: ShardsFolder
  let plan: ShardsPlan
  /// How shards ended that have no report, as far as that is known.
  var ends: [Int: String] = [:]

  /// The shards that have no report.
  var lost: [Int] { (1...plan.count).filter { !folder.run(of: $0).hasReport } }

  /// The joined report. Throws ``UsageProblem`` when no shard has one.
  func join() async throws -> ReportDocument {
    let lost = Set(lost)
    let kept = (1...plan.count).filter { !lost.contains($0) }
    guard !kept.isEmpty else {
      throw UsageProblem("no shard has a report: \(lostNotes(lost.sorted()).joined(separator: "; "))")
    }
    var whole = try await MergedReports.merge(kept.map { folder.run(of: $0).report }, isShared: true)
    whole.runID = folder.paths.runID
    whole.notes += lostNotes(lost.sorted()) + wrongClocks
    whole.remarks = (whole.remarks ?? []) + clockRemarks
    return whole
  }

  /// A word on each shard that was lost.
  private func lostNotes(_ lost: [Int]) -> [String] {
    lost.map { shard in
      let how = ends[shard] ?? folder.lastWords(of: shard).map { "was lost: \($0)" } ?? "was lost"
      let standing = LiveFile(folder: folder.run(of: shard).folder).read()
      let when = standing.map { " after \(Figures.seconds($0.elapsed)), \($0.finished) tasks" } ?? ""
      return "shard \(shard)/\(plan.count) \(how)\(when): its load is missing"
    }
  }

  /// Clocks that were wrong, so that a start was moved; the worst ones.
  private var wrongClocks: [String] {
    folder.words(of: plan.attempt).readyWords().filter { $0.clock.correction != 0 }
      .sorted { abs($0.clock.correction) > abs($1.clock.correction) }.prefix(3).map {
        "the clock of shard \($0.shard)/\(plan.count) (\($0.host)) was \($0.clock.words) against the shared folder's; its start was moved by that"
      }
  }

  /// How far clocks that were right lay apart, and how far the loads' beginnings did.
  private var clockRemarks: [String] {
    let words = folder.words(of: plan.attempt)
    let (clocks, began) = (words.readyWords().map(\.clock), words.began())
    var remarks: [String] = []
    if let uncertain = clocks.map(\.uncertainty).max(), clocks.allSatisfy({ $0.correction == 0 }) {
      remarks = ["the shards' clocks agree with the shared folder's to \(Figures.seconds(uncertain))"]
    }
    if let first = began.min(), let last = began.max(), began.count > 1 {
      remarks.append("\(began.count) shards began within \(Figures.seconds(last - first)) of each other")
    }
    return remarks
  }
}

extension LoadTest {
  /// The report of a run that was shared out, joined from the shards that have ended. Throws ``UsageProblem`` while one
  /// of them goes on.
  static func sharedReport(of folder: ShardsFolder) async throws -> ReportDocument {
    if folder.paths.hasReport { return try ReportFile.read(folder.paths.report) }
    let plan = try folder.plan()
    for number in 1...plan.count { try folder.run(of: number).requireEnded() }
    let run = ShardsReport(folder: folder, plan: plan)
    let report = try await run.join()
    try folder.paths.write(report, listedIn: nil) { _ in }
    return report
  }
}
