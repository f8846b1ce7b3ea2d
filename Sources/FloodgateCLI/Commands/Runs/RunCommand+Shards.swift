import LoadEngine
import RunModel
import Session

/// `floodgate run --shards 4`, `floodgate run --workers 2`
extension RunCommand {
  /// Runs it in several threads or processes. Throws the exit code of the whole's verdict.
  func run(
    _ manifest: PreparedRun, _ token: CancellationToken, _ options: RunSession.Options, _ plan: ShardsPlan
  ) async throws {
    guard pairs == nil, against == nil, runs == nil, until == nil else {
      throw UsageProblem("\(option) shares out one run; --pairs, --against, --runs and --until make several")
    }
    guard source.shard == nil else {
      throw UsageProblem("--shard is one part of a load, \(option) are all of them: choose one")
    }
    guard listening.metricsListen == nil, listening.otlp == nil, !showing.isAsked else {
      throw UsageProblem(
        "--metrics-listen, --otlp and --web look into one loop: `floodgate watch` shows the sum of \(option)"
      )
    }
    let run = try ShardedRun(manifest, plan, options: options, token: token)
    try await output.end(run, token, reports: reports)
  }

  private var option: String { sharing.shards == nil ? "--workers" : "--shards" }
}

extension RunOutput {
  /// Runs what is shared out, and shows how it ended. Throws the exit code.
  func end(_ run: ShardedRun, _ token: CancellationToken, reports: String) async throws {
    do {
      try end(try await run.run(), reports: reports)
    } catch let problem as UsageProblem {
      guard token.isInterrupted else { throw problem }
      Terminal.write("\(problem)\n")
      throw ExitStatus.interrupted.error
    }
  }
}
