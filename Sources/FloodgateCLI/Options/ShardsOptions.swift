import ArgumentParser
import LoadEngine
import RunModel
import Session

/// Whether a run is shared out to several processes, and when it begins.
struct ShardsOptions: ParsableArguments {
  @Option(
    help:
      "Share the load out to so many processes of this machine, which begin together, and join their reports."
  )
  var shards: Int?

  @Option(
    help: "Begin the load at this instant (such as 2026-11-28T18:00:00Z), so that shards begin together.")
  var startAt: String?

  func validate() throws { if let shards { try Self.check(shards) } }

  /// Throws `ValidationError`.
  static func check(_ shards: Int) throws {
    if (1...ManifestShard.limit).contains(shards) { return }
    throw ValidationError("--shards is \(shards); expected 1 to \(ManifestShard.limit)")
  }

  /// A plan for so many processes. Throws ``UsageProblem``.
  func plan(_ count: Int) throws -> ShardsPlan {
    var plan = ShardsPlan(
      count: count, launcher: LauncherOptions(.local, program: LauncherOptions.ownProgram))
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
