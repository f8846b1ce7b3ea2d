import ArgumentParser
import FoundationEssentials
import RunModel
import Session

/// `floodgate resume`
struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Go on with a run of cases that was cut: killed or stopped.",
    discussion: Examples.of(
      "resume",
      then: """
        Tasks whose results are on disk are not done again. The run keeps its folder, its manifest and its thresholds, \
        and its report is that of the whole.

        A load over time cannot be prolonged: `floodgate report FOLDER` makes its report of what there is.
        """))

  @Argument(help: "The folder of the run.")
  var folder: String

  @Option(help: "What becomes of tasks that were in flight when the run was cut: repeat or leave.")
  var inFlight = TasksInFlight.repeat

  @OptionGroup var judging: GateSource
  @OptionGroup var output: RunOutput

  func run() async throws {
    try await reporting {
      let cut = try CutRun(folder: folder, inFlight: inFlight)
      var manifest = try await cut.manifest(ProcessInfo.processInfo.environment)
      let gate = try judging.gate(of: &manifest)
      let reports = URL(filePath: folder).deletingLastPathComponent().relativePath
      let session = RunSession(
        manifest: manifest, gate: gate, options: output.options(reports: reports), token: .onSignals(),
        resuming: cut)
      try output.end(try await session.run(), reports: reports)
    }
  }
}

extension TasksInFlight: ExpressibleByArgument {}
