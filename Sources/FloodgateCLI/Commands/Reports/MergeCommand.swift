import ArgumentParser
import Judgement
import Report
import RunModel
import Session

/// `floodgate merge`
struct MergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Join the reports of shards or repetitions without loss.",
    discussion: Examples.of(
      "merge",
      then:
        "The shards of one manifest give the report of one run of it, and the exit code is that of its verdict. A shard that is there twice is refused; when one is missing the report is written, says so, is invalid, and the exit code is 5."
    ))

  @Argument(help: "Reports, two or more.")
  var files: [String]

  @Option(name: .shortAndLong, help: "Where the joined report goes.")
  var output: String

  func run() async throws {
    try await reporting {
      guard files.count >= 2 else {
        throw UsageProblem("there is nothing to merge: give two reports or more")
      }
      let merged = try await MergedReports.merge(
        files.map { ReportFile.path(ofRun: $0) }.sorted(), isShared: false)
      try ReportFile.write(merged, to: output)
      Terminal.print(TerminalSummary(merged).lines.joined(separator: "\n"))
      throw ExitStatus(merged.verdict).error
    }
  }
}
