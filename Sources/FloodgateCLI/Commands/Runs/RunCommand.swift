import ArgumentParser
import FoundationEssentials
import Judgement
import LoadEngine
import Report
import RunModel
import Session
import WebServer

/// `floodgate run`
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a scenario, write its report, and judge its thresholds.",
    discussion: Examples.of(
      "run", then: "Exit codes:\n" + ExitStatus.table))

  @OptionGroup var source: ManifestSource

  @Option(help: "The folder that runs are written to.")
  var reports = "Reports"

  @Option(help: "Another concurrency than the scenario's.")
  var concurrency: Int?

  @OptionGroup var judging: GateSource

  @OptionGroup var tagging: TagOptions

  @OptionGroup(title: "Several processes") var sharing: ShardsOptions

  @Flag(help: "Show what would be done, and send nothing.")
  var dryRun = false

  @Flag(
    help:
      "Each request says its trace (traceparent, W3C), also when the scenario's targets do not ask for it.")
  var traceparent = false

  @OptionGroup var output: RunOutput

  @Option(help: "Run so many pairs, this target and --against in turns (A B B A), and compare them.")
  var pairs: Int?

  @Option(
    help: "The other target of --pairs and --alternate: a base URL, or a scenario file whose target is taken."
  )
  var against: String?

  @Option(
    help: "Run it so many times, and tell figures with intervals over the runs; with --until the most (30).")
  var runs: Int?

  @Option(help: "The rest between two of --runs.")
  var coolDown = "2s"

  @Option(help: Until.help)
  var until: Until?

  @OptionGroup(title: "Taking turns") var turns: TurnOptions

  @OptionGroup(title: "Judging pairs") var judgement: ComparisonOptions

  @OptionGroup var listening: MetricsOptions

  @OptionGroup(title: "In the browser") var showing: WebOptions

  func run() async throws {
    try await reporting {
      var manifest = try await source.load(asksServer: !output.stub) {
        ($0.runs, $0.notesTags) = (reports, judging.namesTags)
      }
      if let concurrency { manifest.header.execution.concurrency = concurrency }
      if traceparent { manifest.header.sayTraces() }
      try tagging.tag(&manifest)
      let gate = try judging.gate(of: &manifest)
      if dryRun { return Terminal.print(try PlanText(manifest).lines.joined(separator: "\n")) }
      let token = CancellationToken.onSignals()
      var options = output.options(reports: reports)
      if let plan = try sharing.plan(manifest) { return try await run(manifest, token, options, plan) }
      try sharing.delay(&options, token)
      let (prepared, server) = (manifest, try await listening.start(&options))
      try await WebServer.ending(server) { [options] in
        try await showing.beside(options) { try await run(prepared, gate, token, $0) }
      }
    }
  }

  private func run(
    _ manifest: PreparedRun, _ gate: Gate, _ token: CancellationToken, _ options: RunSession.Options
  ) async throws {
    if let runs = try alternatedRuns(manifest, gate, token, options) {
      if options.otlp != nil {
        throw UsageProblem("--otlp does not go with --alternate: turns stop the run's clock; --pairs goes")
      }
      return try await run(runs, token)
    }
    if let repeated = try repeatedRuns(manifest, gate, token, options) {
      return try await run(repeated, token)
    }
    if let comparison = try pairedRuns(manifest, gate, token, options) {
      return try await run(comparison, token)
    }
    let session = RunSession(manifest: manifest, gate: gate, options: options, token: token)
    try output.end(try await session.run(), reports: reports)
  }
}
