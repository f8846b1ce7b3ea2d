import FoundationEssentials
import Glibc
import LoadEngine
import RunModel

/// One shard of a run that is shared out: it waits for the others, does its part, and ends when one of them ends the run.
package struct ShardSession: Sendable {
  private let folder: ShardsFolder
  private let plan: ShardsPlan
  private let number: Int
  private let token: CancellationToken
  private let words: ShardsWords
  private let localClock: @Sendable () -> Double
  /// What it has in common with the others, as a worker of one process.
  var inCommon: WorkersInCommon?
  /// Hears what went wrong beside the run itself.
  package var complain: @Sendable (String) -> Void = { _ in }
  package var environment = ProcessInfo.processInfo.environment

  /// The shard of that number, from 1. `localClock` gives seconds since 1970. Throws ``UsageProblem``.
  package init(
    _ folder: ShardsFolder, number: Int, token: CancellationToken,
    localClock: @escaping @Sendable () -> Double = FolderClock.system
  ) throws {
    let plan = try folder.plan()
    guard plan.wanted.contains(number) else {
      throw UsageProblem("shard \(number)/\(plan.count) is not one of those to be done now: \(plan.wanted)")
    }
    (self.folder, self.plan, self.number, self.token) = (folder, plan, number, token)
    (words, self.localClock) = (folder.words(of: plan.attempt), localClock)
  }

  /// Runs it to its report. Throws what kept the load from beginning, which keeps the other shards from it as well.
  package func run() async throws -> RunSession.Outcome {
    let stops = follow(getppid())
    defer { stops.cancel() }
    do {
      let outcome = try await session().run()
      // The word that was given during the run may not have been written yet.
      if let reason = outcome.report.stopReason, reason.endsWholeRun {
        try? words.stop(.init(reason: reason, shard: number))
      }
      return outcome
    } catch {
      _ = try? words.decide(.init(why: "shard \(number)/\(plan.count) could not begin: \(error)"))
      throw error
    }
  }

  private func session() async throws -> RunSession {
    let paths = folder.run(of: number)
    var loader = ManifestLoader()
    (loader.environment, loader.asksServer) = (environment, true)
    var cut: CutRun?
    var manifest: PreparedRun
    if plan.attempt > 1, FileManager.default.fileExists(atPath: paths.manifest) {
      let earlier = try CutRun(
        folder: paths.folder, inFlight: TasksInFlight(rawValue: plan.inFlight) ?? .repeat)
      manifest = try await earlier.manifest(environment)
      cut = earlier
    } else {
      (loader.shard, loader.runs) = (ManifestShard(number, of: plan.count), folder.shards)
      manifest = try await loader.load(folder.paths.manifest, show: 0)
    }
    let gate = try RunGate.make(for: &manifest)
    return RunSession(manifest: manifest, gate: gate, options: options, token: token, resuming: cut)
  }

  private var options: RunSession.Options {
    var options = plan.options
    (options.reports, options.environment, options.complain) = (folder.shards, environment, complain)
    options.companions = .init(folder: folder.name(of: number)) { [words, number] reason in
      // Not on the loop: a shared folder may be slow.
      Task.detached { try? words.stop(.init(reason: reason, shard: number)) }
    }
    if let inCommon {
      inCommon.share(&options, words, shard: number, token)
      return options
    }
    options.beforeLoad = { [plan, number, words, token, localClock] in
      let clock = try await FolderClock(words.folder, name: "clock-\(number)", local: localClock)
      try await Gathering(plan: plan, shard: number, words: words, clock: clock) { token.isCancelled }.wait()
    }
    return options
  }

  /// Ends the run when the shared folder says so, and when a program on this machine that started the shards is gone.
  private func follow(_ parent: pid_t) -> Task<Void, Never> {
    Task { [words, token, plan] in
      while !Task.isCancelled {
        if let found = words.stop() {
          token.cancel(for: found.stop.reason)
          if found.aborts { token.abort(for: found.stop.reason) }
        }
        if plan.launcher.kind == .local, getppid() != parent {
          token.cancel(reason: "the program that had started the shards is gone")
        }
        try? await Task.sleep(for: .milliseconds(400))
      }
    }
  }
}
