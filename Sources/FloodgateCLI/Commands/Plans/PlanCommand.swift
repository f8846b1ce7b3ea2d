import ArgumentParser
import CaseMatrix
import Report
import RunModel
import Session

/// `floodgate plan`
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Expand a scenario to its manifest; show it, write it, or compare it.",
    discussion: Examples.of("plan"))

  @OptionGroup var source: ManifestSource

  @Flag(help: "Ask the app for what only it knows: limits of boundary values.")
  var askServer = false

  @Option(name: .shortAndLong, help: "Write the manifest to this file (.jsonl, or .jsonl.gz).")
  var output: String?

  @Option(help: "How many cases to show; of a comparison, of each kind (at most 1000).")
  var show = 5

  @Option(
    name: .customLong("diff"),
    help: "An earlier scenario or manifest: show which cases were added, removed or changed since.")
  var earlier: String?

  @Flag(name: .customLong("load"), help: "Draw the plan of the load over time.")
  var drawsLoad = false

  @Option(help: "Draw the plan of the load into this SVG file.")
  var svg: String?

  @Flag(name: .customLong("json"), help: "As one JSON object.")
  var asJSON = false

  func run() async throws {
    try await reporting {
      let manifest = try await source.load(show: show, output: output, asksServer: askServer)
      if let earlier { return try show(try await source.diff(earlier, manifest, show: show), manifest) }
      if drawsLoad || svg != nil { return try draw(LoadPlans(manifest)) }
      if asJSON { return Terminal.print(try PlanJSON.value(of: manifest)) }
      Terminal.print(try PlanText(manifest, shown: show).lines.joined(separator: "\n"))
    }
  }

  private func draw(_ plans: LoadPlans) throws {
    if let svg { try ReportFile.writeBytes(Array(plans.svg.utf8), to: svg) }
    if drawsLoad { Terminal.print(plans.lines.joined(separator: "\n")) }
  }

  private func show(_ diff: PlanDiff, _ manifest: PreparedRun) throws {
    if asJSON { return Terminal.print(try PlanJSON.value(of: diff)) }
    Terminal.print(try DiffText(diff, source.file, earlier ?? "").lines.joined(separator: "\n"))
  }
}
