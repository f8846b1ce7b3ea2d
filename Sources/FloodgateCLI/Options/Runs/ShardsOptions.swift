import ArgumentParser
import LoadEngine
import RunModel
import Session

/// Whether a run is shared out to several threads or processes, and when it begins.
struct ShardsOptions: ParsableArguments {
  @Option(
    help:
      "Share the load out to so many threads of this process, each on a core of its own; auto: the cores less one."
  )
  var workers: String?

  @Option(
    help:
      "Share the load out to so many processes of this machine, which begin together, and join their reports."
  )
  var shards: Int?

  @Option(
    help: "Begin the load at this instant (such as 2026-11-28T18:00:00Z), so that shards begin together.")
  var startAt: String?

  func validate() throws {
    if let shards { try Self.check(shards) }
    _ = try workers.map(WorkerCount.init(option:))
    if workers != nil, shards != nil {
      throw ValidationError("--workers are threads, --shards are processes: choose one")
    }
  }

  /// Throws `ValidationError`.
  static func check(_ shards: Int) throws {
    if ManifestShard.counts.contains(shards) { return }
    throw ValidationError("--shards is \(shards); expected 1 to \(ManifestShard.limit)")
  }

  /// How the load is shared out; `nil` when it is not. Throws ``UsageProblem``.
  func plan(_ manifest: PreparedRun) throws -> ShardsPlan? {
    let parts =
      try shards.map { ($0, LauncherOptions.Kind.local) }
      ?? workers.map { (try WorkerCount(option: $0).count(for: manifest), .workers) }
    guard let (count, kind) = parts, count > 1 || kind == .local else { return nil }
    var plan = ShardsPlan(
      count: count, launcher: LauncherOptions(kind, program: LauncherOptions.ownProgram))
    plan.startsAt = try startAt.map { try StartInstant($0).seconds }
    return plan
  }

  /// Lets a run by itself wait for its instant. Throws ``UsageProblem``.
  func delay(_ options: inout RunSession.Options, _ token: CancellationToken) throws {
    guard let startAt else { return }
    let instant = try StartInstant(startAt)
    options.beforeLoad = { try await instant.wait { token.isCancelled } }
  }
}
