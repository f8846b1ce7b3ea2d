import FoundationEssentials
import LoadEngine
import Report
import RunModel

extension ShardsFolder {
  /// The shards that have not done all of their part: lost, or ended before their time.
  func cutShards(_ plan: ShardsPlan) throws -> [Int] {
    try (1...plan.count).filter { number in
      let paths = run(of: number)
      return try !paths.hasReport || ReportFile.read(paths.report).wasCut
    }
  }
}

extension ShardedRun {
  /// Goes on with a run of cases of which shards were lost or cut: only they are done. Throws ``UsageProblem`` when a shard
  /// goes on, nothing is left to be done, or the load was one over time.
  package init(
    resuming folder: ShardsFolder, inFlight: TasksInFlight, options: RunSession.Options,
    token: CancellationToken
  ) async throws {
    var plan = try folder.plan()
    for number in 1...plan.count { try folder.run(of: number).requireEnded() }
    let header = try ManifestFile(folder.paths.manifest, limit: .max).header
    try folder.paths.requireCases(header)
    let cut = try folder.cutShards(plan)
    guard !cut.isEmpty else {
      throw UsageProblem("\(folder.paths.folder): no shard was lost or cut: there is nothing to resume")
    }
    (plan.wanted, plan.attempt, plan.inFlight) = (cut, plan.attempt + 1, inFlight.rawValue)
    plan.startsAt = nil
    for number in cut { folder.clear(number) }
    try? FileManager.default.removeItem(atPath: folder.paths.report)
    try folder.begin(plan)
    self.init(folder, plan, header, options: options, token: token)
  }
}

extension ShardsFolder {
  /// A shard that is done again has no report and no standing until then.
  fileprivate func clear(_ number: Int) {
    let paths = run(of: number)
    for file in [paths.report, paths.page, paths.folder + "/" + LiveFile.name] {
      try? FileManager.default.removeItem(atPath: file)
    }
  }
}
