import ArgumentParser
import FoundationEssentials
import Report

/// `floodgate compare`
struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Compare the reports of two builds: one or several runs a side.",
    discussion:
      "Exit code 0 when nothing is worse, 2 on a regression, 3 when the sample cannot tell, 5 when the sides do not belong together (--force compares them all the same)."
  )

  @Option(name: .customLong("before"), parsing: .upToNextOption, help: "Reports of the first build.")
  var before: [String]

  @Option(name: .customLong("after"), parsing: .upToNextOption, help: "Reports of the second build.")
  var after: [String]

  @Option(help: "A change of a latency that does not matter, as a share.")
  var margin = 0.05

  @Flag(help: "Compare even what does not belong together.")
  var force = false

  @Option(help: "text, markdown or json.")
  var format = "text"

  func run() async throws {
    try await reporting {
      let (first, second) = (try before.map(ReportFile.read), try after.map(ReportFile.read))
      guard !first.isEmpty, !second.isEmpty else {
        throw UsageProblem("give reports for --before and for --after")
      }
      let comparison = Comparer(latencyMargin: margin).compare(first, second)
      try show(comparison)
      if !comparison.differences.isEmpty, !force { throw ExitStatus.invalid.error }
      switch comparison.outcome {
      case .worse: throw ExitStatus.regression.error
      case .inconclusive: throw ExitStatus.inconclusive.error
      case .better, .notWorse: return
      }
    }
  }

  private func show(_ comparison: Comparison) throws {
    switch format {
    case "text": Terminal.print(ComparisonText(comparison).lines.joined(separator: "\n"))
    case "markdown": Terminal.print(ComparisonText(comparison).markdown)
    case "json":
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      Terminal.print(String(decoding: try encoder.encode(comparison), as: UTF8.self))
    default: throw UsageProblem("unknown format '\(format)'; expected text, markdown or json")
    }
  }
}
