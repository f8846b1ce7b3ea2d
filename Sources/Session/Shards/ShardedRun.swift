import FoundationEssentials
import Judgement
import LoadEngine
import Report
import RunModel

/// A run that is shared out to several processes, of this machine or of a cluster: planned once, started together, watched,
/// ended together, and joined to one report.
package struct ShardedRun: Sendable {
  package let folder: ShardsFolder
  package let plan: ShardsPlan
  private let name: String
  /// Whether lost shards can be done later.
  private let runsOnce: Bool
  private let options: RunSession.Options
  private let token: CancellationToken
  private let launcher: any ShardLauncher

  /// Plans a new run: makes its folder, and writes what is to be done. Throws ``UsageProblem`` for a load that cannot be
  /// shared out, or what kept the folder from being made.
  package init(
    _ manifest: PreparedRun, _ plan: ShardsPlan, options: RunSession.Options, token: CancellationToken
  ) throws {
    if let problem = manifest.sharingProblem(plan.count) { throw UsageProblem(problem) }
    var plan = plan
    plan.take(options)
    let paths = try RunPaths(name: manifest.header.name, parent: options.reports, now: Date())
    try manifest.write(to: paths.manifest)
    self.init(ShardsFolder(paths.folder), plan, manifest.header, options: options, token: token)
    try folder.begin(plan)
  }

  init(
    _ folder: ShardsFolder, _ plan: ShardsPlan, _ header: ManifestHeader, options: RunSession.Options,
    token: CancellationToken
  ) {
    (self.folder, self.plan, self.options, self.token) = (folder, plan, options, token)
    (name, runsOnce) = (header.name, header.runsOnce)
    launcher = plan.launcher.launcher
  }

  /// Starts the shards and waits for their end. Throws what kept the load from beginning; a shard that is lost keeps no
  /// other from its work, and stands in the report.
  package func run() async throws -> RunSession.Outcome {
    let launched = try await launch()
    if let words = launched.words { options.complain("\(words), in \(folder.paths.folder)") }
    let ends = try await follow(launched)
    let words = folder.words(of: plan.attempt)
    if let begin = words.begin(), begin.at == nil {
      throw UsageProblem("\(begin.why ?? "the load was called off"); nothing was sent")
    }
    let joined = ShardsReport(folder: folder, plan: plan, ends: ends)
    let report = try await joined.join()
    try folder.paths.write(report, listedIn: options.reports, options.complain)
    let cleanup = ShardsCleanup(folder: folder, plan: plan)
    let isLost = !joined.lost.isEmpty
    if runsOnce && (isLost || report.wasCut) { cleanup.forget() } else { try cleanup.run() }
    return RunSession.Outcome(report: report, paths: folder.paths)
  }

  /// Starts the shards and leaves them to themselves: where they run, in words.
  package func submit() async throws -> String? { try await launch().words }

  /// The job file that would be handed in; `nil` for processes of this machine.
  package var jobFile: String? { launcher.jobFile(folder, plan) }

  private func launch() async throws -> any LaunchedShards {
    do { return try await launcher.launch(folder, plan) } catch {
      _ = try? folder.words(of: plan.attempt).decide(.init(why: "\(error)"))
      throw error
    }
  }

  /// Shows the sum, hands on what ends the run, tells of lost shards, and returns how those without a report ended.
  private func follow(_ launched: any LaunchedShards) async throws -> [Int: String] {
    var relay = StopRelay(words: folder.words(of: plan.attempt), token: token)
    var (view, losses) = (ShardsProgress(folder, plan, name: name), LostShards(of: plan.count))
    var (next, shown, begun) = (1.0, options.progress?.interval ?? .infinity, 0.0)
    defer { options.progress?.finish() }
    while true {
      let ends = launched.ended()
      let open = plan.wanted.filter { ends[$0] == nil && !folder.run(of: $0).hasReport }
      if open.isEmpty { return await settled(ends, launched) }
      try callOff(ends)
      if relay.look(), relay.isPatienceOver { await launched.end() }
      if relay.isBeforeBegin { await launched.end() }
      if begun >= next {
        let lost = lost(ends)
        let progress = view.look(lost: lost)
        for word in losses.look(ends: ends.filter { lost.contains($0.key) }, silent: view.silent) {
          options.complain(word)
        }
        next = begun + 1
        if begun >= shown {
          options.progress?.take(progress)
          shown = begun + max(1, options.progress?.interval ?? 1)
        }
      }
      try? await Task.sleep(for: .milliseconds(100))
      begun += 0.1
    }
  }

  private func lost(_ ends: [Int: String]) -> Set<Int> {
    Set(ends.keys.filter { !folder.run(of: $0).hasReport })
  }

  /// A shard that ends before the load has begun keeps the others from waiting for it.
  private func callOff(_ ends: [Int: String]) throws {
    let words = folder.words(of: plan.attempt)
    guard let shard = lost(ends).min(), words.begin() == nil else { return }
    let why = folder.lastWords(of: shard).map { ": \($0)" } ?? ""
    try words.decide(.init(why: "shard \(shard)/\(plan.count) \(ends[shard] ?? "was lost")\(why)"))
  }

  /// A process that has written its report is about to end, and a shared folder may show it later than a cluster says
  /// that it has ended.
  private func settled(_ ends: [Int: String], _ launched: any LaunchedShards) async -> [Int: String] {
    for _ in 0..<50 where launched.ended().count < plan.wanted.count {
      try? await Task.sleep(for: .milliseconds(20))
    }
    if !plan.launcher.kind.isOfThisMachine {
      for _ in 0..<50 where !lost(ends).isEmpty {
        for shard in lost(ends) { folder.refresh(shard) }
        try? await Task.sleep(for: .milliseconds(100))
      }
    }
    return ends.filter { !folder.run(of: $0.key).hasReport }
  }
}
