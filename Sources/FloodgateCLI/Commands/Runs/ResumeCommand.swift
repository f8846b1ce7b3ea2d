import ArgumentParser
import FoundationEssentials
import LoadEngine
import RunModel
import Session

/// `floodgate resume`
struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract:
      "Go on with a run of cases, a search for a capacity or a sweep that was cut: killed or stopped.",
    discussion: Examples.of(
      "resume",
      then: """
        Tasks whose results are on disk are not done again. The run keeps its folder, its manifest and its thresholds, \
        and its report is that of the whole.

        A search for a capacity or a sweep goes on from the steps on disk; a step that was cut is made again.

        Of a run that is shared out only the shards that were lost or cut are done.

        A load over time cannot be prolonged: `floodgate report FOLDER` makes its report of what there is.
        """))

  @Argument(help: "The folder of the run, of the search or of the sweep.")
  var folder: String

  @Option(
    help:
      "Of a run: what becomes of tasks that were in flight when it was cut: repeat (by default) or leave.")
  var inFlight: TasksInFlight?

  @Option(help: "Of a search: the most steps, those that were made included.")
  var steps: Int?

  @Option(help: "Of a search or a sweep: the most time from now on.")
  var atMost: String?

  @Option(help: "Of a search or a sweep: the most requests, those that were sent included.")
  var maxRequests: Int?

  @OptionGroup var judging: GateSource
  @OptionGroup var output: RunOutput
  @OptionGroup(title: "In the browser") var showing: WebOptions

  /// The folder of runs that it lies in.
  var reports: String { URL(filePath: folder).deletingLastPathComponent().relativePath }

  func run() async throws {
    try await reporting {
      if CutSeries.isFolder(folder) { return try await resumeSeries() }
      try refuse(
        ["--steps": steps != nil, "--at-most": atMost != nil, "--max-requests": maxRequests != nil],
        "a search or a sweep, and this is a run")
      if ShardsFolder.isOne(folder) { return try await resumeShards() }
      let cut = try CutRun(folder: folder, inFlight: inFlight ?? .repeat)
      var manifest = try await cut.manifest(ProcessInfo.processInfo.environment)
      let gate = try judging.gate(of: &manifest)
      let prepared = manifest
      try await showing.beside(output.options(reports: reports)) { options in
        let session = RunSession(
          manifest: prepared, gate: gate, options: options, token: .onSignals(), resuming: cut)
        try output.end(try await session.run(), reports: reports)
      }
    }
  }

  /// Throws ``UsageProblem`` for an option that was given and would do nothing.
  func refuse(_ options: KeyValuePairs<String, Bool>, _ place: String) throws {
    if let option = options.first(where: \.value)?.key { throw UsageProblem("\(option) goes with \(place)") }
  }
}

extension ResumeCommand {
  /// Does the shards that were lost or cut, and no others.
  private func resumeShards() async throws {
    guard judging.thresholds.isEmpty, judging.baseline == nil else {
      throw UsageProblem(
        "a run that is shared out keeps its thresholds; `floodgate gate` judges its report by others")
    }
    guard !showing.isAsked else {
      throw UsageProblem("--web looks into one process: `floodgate watch` shows the sum of shards")
    }
    let token = CancellationToken.onSignals()
    let run = try await ShardedRun(
      resuming: ShardsFolder(folder), inFlight: inFlight ?? .repeat,
      options: output.options(reports: reports),
      token: token)
    try await output.end(run, token, reports: reports)
  }
}

extension TasksInFlight: ExpressibleByArgument {}
