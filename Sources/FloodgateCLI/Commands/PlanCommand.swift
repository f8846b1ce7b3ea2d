import ArgumentParser
import CaseMatrix
import Report
import RunModel

/// `floodgate plan`
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Expand a scenario to its manifest; show it, or write it.")

  @OptionGroup var source: ManifestSource

  @Option(name: .shortAndLong, help: "Write the manifest to this file (.jsonl, or .jsonl.gz).")
  var output: String?

  @Option(help: "How many cases to show.")
  var show = 5

  func run() async throws {
    try await reporting {
      let manifest = try source.load(show: show, output: output)
      Terminal.print(try PlanText(manifest, shown: show).lines.joined(separator: "\n"))
    }
  }
}
