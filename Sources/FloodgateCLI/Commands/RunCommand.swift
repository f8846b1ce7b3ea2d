import Session
import ArgumentParser
import FoundationEssentials
import LoadEngine
import Report
import RunModel

/// `floodgate run`
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a scenario, write its report, and judge its thresholds.",
    discussion: "Exit codes:\n" + ExitStatus.table)

  @OptionGroup var source: ManifestSource

  @Option(help: "The folder that runs are written to.")
  var reports = "Reports"

  @Option(help: "Another concurrency than the scenario's.")
  var concurrency: Int?

  @OptionGroup var judging: GateSource

  @Flag(help: "Use a stub instead of the targets: nothing is sent.")
  var stub = false

  @Flag(help: "Show what would be done, and send nothing.")
  var dryRun = false

  @Flag(help: "Keep the apps' outputs in results.ndjson.gz.")
  var keepOutputs = false

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  @Flag(name: .customLong("json"), help: "Progress and summary as JSON lines.")
  var asJSON = false

  @Option(help: "Run so many pairs, this target and --against in turns (A B B A), and compare them.")
  var pairs: Int?

  @Option(help: "The other target of --pairs: a base URL, or a scenario file whose target is taken.")
  var against: String?

  @OptionGroup(title: "Judging pairs") var judgement: ComparisonOptions

  func run() async throws {
    try await reporting {
      var manifest = try await source.load(asksServer: !stub)
      if let concurrency { manifest.header.execution.concurrency = concurrency }
      let gate = try judging.gate(of: &manifest)
      if dryRun { return Terminal.print(try PlanText(manifest).lines.joined(separator: "\n")) }
      let token = CancellationToken()
      Signals.handle { count in
        if count == 1 { token.cancel(reason: "interrupted") } else { token.abort(reason: "interrupted") }
      }
      if let comparison = try pairedRuns(manifest, gate, token) { return try await run(comparison, token) }
      let session = RunSession(manifest: manifest, gate: gate, options: options, token: token)
      let outcome = try await session.run()
      show(outcome)
      throw ExitStatus(outcome.report.verdict).error
    }
  }

  var options: RunSession.Options {
    var options = RunSession.Options()
    options.reports = reports
    options.stub = stub
    options.keepsOutputs = keepOutputs
    options.progress = LiveView.progress(
      quiet ? .quiet : (asJSON ? .json : (Terminal.isInteractive ? .block : .lines)))
    options.complain = { Terminal.write("\($0)\n") }
    return options
  }

  private func show(_ outcome: RunSession.Outcome) {
    if quiet { return }
    if asJSON {
      let summary: JSONValue = [
        "event": "summary", "run": .string(outcome.report.runID),
        "verdict": .string(outcome.report.verdict.rawValue),
        "report": .string(outcome.paths.report), "page": .string(outcome.paths.page),
      ]
      return Terminal.print(String(decoding: CanonicalJSON.bytes(of: summary), as: UTF8.self))
    }
    Terminal.print(TerminalSummary(outcome.report).lines.joined(separator: "\n"))
    Terminal.print("\n  report        \(outcome.paths.page)\n  all runs      \(options.reports)/index.html")
  }
}
