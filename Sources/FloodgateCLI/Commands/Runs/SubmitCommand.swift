import ArgumentParser
import FoundationEssentials
import LoadEngine
import RunModel
import Session

/// `floodgate submit`
struct SubmitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit",
    abstract: "Share a load out to the machines of a Slurm or Kubernetes cluster, and join their reports.",
    discussion: Examples.of(
      "submit",
      then: """
        The run is planned once, in a folder of --reports that all machines share; there is no other connection between them. \
        The shards wait for each other, begin at one instant, and end together; who submits waits, sees the sum, and has the \
        report. Without him the run goes on: `floodgate watch RUN` looks at it, and `floodgate report RUN` joins it.

        Exit codes are those of `floodgate run`.
        """))

  @OptionGroup var source: ManifestSource

  @Option(help: "Where: slurm or kubernetes.")
  var on: LauncherOptions.Kind

  @Option(help: "How many shards: a task of the job, or a pod, each.")
  var shards: Int

  @Option(help: "The folder that runs are written to; the cluster's machines have it under the same path.")
  var reports = "Reports"

  @OptionGroup var judging: GateSource
  @OptionGroup var tagging: TagOptions
  @OptionGroup(title: "The cluster") var cluster: ClusterOptions
  @OptionGroup var output: RunOutput

  @Option(help: "The load begins at this instant (such as 2026-11-28T18:00:00Z), if all are ready then.")
  var startAt: String?

  @Option(help: "How long shards wait for each other (2m on Slurm, 10m on Kubernetes).")
  var gather: String?

  @Flag(help: "Plan the run, print its job file and submit nothing: for those who submit by hand.")
  var dryRun = false

  @Flag(help: "Submit, and do not wait.")
  var detach = false

  func validate() throws { try ShardsOptions.check(shards) }

  func run() async throws {
    try await reporting {
      var manifest = try await source.load(asksServer: !output.stub) {
        ($0.runs, $0.notesTags) = (reports, judging.namesTags)
      }
      _ = try judging.gate(of: &manifest)
      try tagging.tag(&manifest)
      let token = CancellationToken.onSignals()
      let run = try ShardedRun(
        manifest, try plan(), options: output.options(reports: reports), token: token)
      if dryRun {
        Terminal.printPart(run.jobFile ?? "")
        return tellNext(run)
      }
      if detach {
        Terminal.print(try await run.submit() ?? "")
        return tellNext(run)
      }
      try await output.end(run, token, reports: reports)
    }
  }

  private func plan() throws -> ShardsPlan {
    let options = try cluster.options(on)
    let seconds = try gather.map { try StepOptions.seconds("gather", $0, 1...86_400) }
    var plan = ShardsPlan(count: shards, launcher: options, gatherSeconds: seconds)
    plan.startsAt = try startAt.map { try StartInstant($0).seconds }
    return plan
  }

  private func tellNext(_ run: ShardedRun) {
    Terminal.write("  planned in \(run.folder.paths.folder)\n")
    Terminal.write("  `floodgate watch` shows how it stands, `floodgate report` joins its shards\n")
  }
}
