import ArgumentParser
import FoundationEssentials
import LoadEngine
import RunModel
import Session

/// `floodgate shard`
struct ShardCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shard", abstract: "Do one shard of a run that 'run --shards' or 'submit' has planned.",
    discussion: Examples.of(
      "shard",
      then: """
        A job file calls it once for each shard: which one it is stands in --number, else in SLURM_PROCID or \
        JOB_COMPLETION_INDEX, which count from 0.

        It waits until all shards are ready, begins with them, and ends with them. Its exit code is 0 when its report is \
        written, whatever the verdict: that is the whole's.
        """))

  @Argument(help: "The folder of the run, which all shards share.")
  var folder: String

  @Option(help: "Which shard, from 1.")
  var number: Int?

  func run() async throws {
    try await reporting {
      let shared = ShardsFolder(folder)
      let number = try number ?? (try shared.plan().number(atIndex: try index()))
      var session = try ShardSession(shared, number: number, token: .onSignals())
      session.complain = { Terminal.write("\($0)\n") }
      _ = try await session.run()
    }
  }

  /// The place that a batch system or a cluster gives.
  private func index() throws -> Int {
    let environment = ProcessInfo.processInfo.environment
    for name in ["SLURM_PROCID", "JOB_COMPLETION_INDEX"] {
      if let index = environment[name].flatMap({ Int($0) }) { return index }
    }
    throw UsageProblem("which shard? Neither --number nor SLURM_PROCID nor JOB_COMPLETION_INDEX is given")
  }
}
